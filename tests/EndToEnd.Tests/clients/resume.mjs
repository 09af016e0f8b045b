// usage: node resume.mjs MCP_URL TOOL '{"argument": 1}'
// Calls a tool that takes long, and says in JSON lines how far it is told to be, and what came of it. The client resumes streams that break by itself.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const [url, name, args] = [new URL(process.argv[2]), process.argv[3], JSON.parse(process.argv[4])];
const say = line => process.stdout.write(JSON.stringify(line) + '\n');
const client = new Client({ name: 'resume', version: '1.0.0' });
await client.connect(new StreamableHTTPClientTransport(url, {
  reconnectionOptions: { initialReconnectionDelay: 200, maxReconnectionDelay: 1000, reconnectionDelayGrowFactor: 1.5, maxRetries: 100 },
}));
try {
  const { content } = await client.callTool({ name, arguments: args }, undefined, { onprogress: ({ progress }) => say({ progress }), timeout: 100_000 });
  say({ result: content[0].text });
} catch (failed) {
  say({ failed: failed.message, code: failed.data?.code });
}
await client.close();
