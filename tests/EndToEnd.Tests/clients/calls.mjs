// usage: node calls.mjs MCP_URL API_KEY FIRST LAST
// Makes the numbered calls, sixteen at a time, each under an idempotency key of its own and with a reading beside it, and says what became of each.
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

const [url, apiKey, first, last] = [process.argv[2], process.argv[3], Number(process.argv[4]), Number(process.argv[5])];
const client = new Client({ name: 'calls', version: '1.0.0' }, { versionNegotiation: { mode: 'auto' } });
await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers: { Authorization: `Bearer ${apiKey}` } } }));

const say = line => process.stdout.write(JSON.stringify(line) + '\n');
let next = first;

async function attempt(call, tool, args, meta) {
  try {
    const { isError, structuredContent, content } = await client.callTool({ name: tool, arguments: args, _meta: meta });
    say({ call, tool, ...(isError ? { error: content[0].text.split(':')[0] } : { answer: structuredContent.goal?.current ?? 0 }) });
  } catch (lost) {
    say({ call, tool, lost: lost.message });
  }
}

await Promise.all(Array.from({ length: 16 }, async () => {
  while (next <= last) {
    const call = next++;
    await attempt(call, 'track_progress', { type: 'calls', value: 1 }, { 'actors/idempotencyKey': `call-${call}` });
    await attempt(call, 'list_goals', {});
  }
}));
