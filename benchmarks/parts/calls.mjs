// One tool, called over MCP: the backend (access token, schema check, grain call, no write) beside a bare endpoint that serializes the
// same answer, and beside the official SDKs, which check no token. All run at the same time and are loaded in turn.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTurn } from '../load.mjs';
import { call, freePort, round, start, startBare, startPeer, stop } from '../processes.mjs';
import { accessToken } from '../sign-in.mjs';

/** The same call as the SDKs speak it. */
const legacy = {
  headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', 'mcp-protocol-version': '2025-11-25' },
  body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'whoami', arguments: {} } }),
};

export async function measure(bench) {
  const actors = await bench.launch();
  const whoami = call(await accessToken({ ...actors.demo, url: actors.url }), 'whoami', {});
  const answer = join(bench.data, 'answer.json');
  writeFileSync(answer, await (await fetch(`${actors.url}/mcp`, { method: 'POST', ...whoami })).text());

  const bare = await startBare(bench, ['--answer', answer]);
  const csharp = await startPeer(bench, 'csharp-sdk', ['--answer', answer]);
  const port = await freePort();
  const node = await start('node', [join(import.meta.dirname, '../node-sdk/server.mjs'), `${port}`, answer], port, '/');
  const measured = await inTurn(bench.seconds, {
    '(a) bare minimal API': { url: bare.url, pid: bare.child.pid, requests: [whoami] },
    '(b) tools/call whoami': { url: `${actors.url}/mcp`, pid: actors.child.pid, requests: [whoami] },
    '(c) C# SDK, a server per request': { url: csharp.url, pid: csharp.child.pid, requests: [legacy] },
    '(d) Node SDK, a server per request': { url: `http://127.0.0.1:${port}/mcp`, pid: node.child.pid, requests: [legacy] },
  });
  for (const process of [actors, bare, csharp, node]) await stop(process);
  const [a, b, c, d] = Object.values(measured);
  return [measured, {
    'b / a (aim: 0.65 or more)': round(b['req/s'] / a['req/s']),
    'b / c (aim: 2 or more)': round(b['req/s'] / c['req/s'], 1),
    'b / d (aim: 25 or more)': round(b['req/s'] / d['req/s'], 1),
  }];
}
