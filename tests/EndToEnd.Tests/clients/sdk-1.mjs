// usage: node sdk-1.mjs MCP_URL STATE_FILE '[["tool", {"argument": 1}], …]'
import { UnauthorizedError } from '@modelcontextprotocol/sdk/client/auth.js';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { run } from './sign-in.mjs';

let transport;
await run({
  async connect(url, authProvider) {
    transport = new StreamableHTTPClientTransport(url, { authProvider });
    const client = new Client({ name: 'sdk-1', version: '1.0.0' });
    await client.connect(transport);
    return { client, protocol: () => transport.protocolVersion };
  },
  isUnauthorized: error => error instanceof UnauthorizedError,
  finishAuth: (_, answer) => transport.finishAuth(answer.get('code')),
});
