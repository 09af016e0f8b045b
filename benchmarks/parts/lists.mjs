// tools/list, of 200 tools, beside an endpoint that writes the same bytes from memory.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTurn } from '../load.mjs';
import { request, round, startBare, stop } from '../processes.mjs';

export async function measure(bench) {
  const actors = await bench.launch({}, join(bench.published, 'lists/lists'));
  const list = request(actors.demo.operator.apiKey, 'tools/list', {});
  const text = await (await fetch(`${actors.url}/mcp`, { method: 'POST', ...list })).text();
  const bytes = join(bench.data, 'tools.json');
  writeFileSync(bytes, text);
  const bare = await startBare(bench, ['--bytes', bytes]);
  const measured = await inTurn(bench.seconds, {
    'cached bytes, minimal API': { url: bare.url, pid: bare.child.pid, requests: [list] },
    'tools/list': { url: `${actors.url}/mcp`, pid: actors.child.pid, requests: [list] },
  });
  for (const process of [actors, bare]) await stop(process);
  const [cached, listed] = Object.values(measured);
  return [measured, {
    tools: JSON.parse(text).result.tools.length,
    'bytes': text.length,
    'CPU of a list / of the cached bytes (aim: about 1)': round(listed['CPU µs/req'] / cached['CPU µs/req']),
    'CPU µs more than the cached bytes, the token check among them': round(listed['CPU µs/req'] - cached['CPU µs/req'], 1),
  }];
}
