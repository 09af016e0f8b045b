// usage: node client-2.mjs MCP_URL STATE_FILE '[["tool", {"argument": 1}], …]' [legacy|auto|REVISION]
import { Client, StreamableHTTPClientTransport, UnauthorizedError } from '@modelcontextprotocol/client';
import { run } from './sign-in.mjs';

const wanted = process.argv[5] ?? 'auto';
const mode = wanted === 'auto' || wanted === 'legacy' ? wanted : { pin: wanted };
let transport;
await run({
  async connect(url, authProvider) {
    transport = new StreamableHTTPClientTransport(url, { authProvider });
    const client = new Client({ name: 'client-2', version: '1.0.0' }, { versionNegotiation: { mode } });
    await client.connect(transport);
    return { client, protocol: () => client.getNegotiatedProtocolVersion() };
  },
  isUnauthorized: error => error instanceof UnauthorizedError || error.cause instanceof UnauthorizedError,
  finishAuth: (_, answer) => transport.finishAuth(answer),
});
