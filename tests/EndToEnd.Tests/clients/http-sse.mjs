// usage: node http-sse.mjs MCP_SSE_URL API_KEY
// Tries the newer transport first, as the specification tells clients to, and falls back. Says in JSON lines what it sees; calls until it is answered.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const [url, apiKey] = [new URL(process.argv[2]), process.argv[3]];
const say = line => process.stdout.write(JSON.stringify(line) + '\n');
const pause = ms => new Promise(resolve => setTimeout(resolve, ms));
const requestInit = { headers: { Authorization: `Bearer ${apiKey}` } };

let client = new Client({ name: 'http-sse', version: '1.0.0' });
try {
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit }));
} catch (refused) {
  say({ refused: refused.code });
  client = new Client({ name: 'http-sse', version: '1.0.0' });
  await client.connect(new SSEClientTransport(url, { requestInit }));
}

const { tools } = await client.listTools();
say({ tools: tools.map(tool => tool.name) });
const set = await client.callTool({ name: 'set_goal', arguments: { type: 'old', target: 1, unit: 'books' } });
say({ set: set.structuredContent.goal.type });
for (let listed; !listed;) {
  await pause(500);
  listed = await client.callTool({ name: 'list_goals', arguments: {} }, undefined, { timeout: 10_000 }).catch(() => null);
  if (listed) say({ listed: listed.structuredContent.goals.map(goal => goal.type) });
}
await client.close();
