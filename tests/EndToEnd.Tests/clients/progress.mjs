// usage: node progress.mjs MCP_URL API_KEY TOOL legacy|REVISION|sdk-1
// Calls a tool that takes long, and says in JSON lines what it is told of its progress, and the result.
import * as two from '@modelcontextprotocol/client';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const [url, apiKey, name, mode] = process.argv.slice(2);
const say = line => process.stdout.write(JSON.stringify(line) + '\n');
const requestInit = { headers: { Authorization: `Bearer ${apiKey}` } };
const onprogress = progress => say({ progress });

let result;
if (mode === 'sdk-1') {
  const client = new Client({ name: 'progress', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit }));
  result = await client.callTool({ name, arguments: {} }, undefined, { onprogress });
  await client.close();
} else {
  const client = new two.Client({ name: 'progress', version: '1.0.0' }, { versionNegotiation: { mode: mode === 'legacy' ? mode : { pin: mode } } });
  await client.connect(new two.StreamableHTTPClientTransport(new URL(url), { requestInit }));
  result = await client.callTool({ name, arguments: {} }, { onprogress });
  await client.close();
}
say({ result: result.structuredContent });
