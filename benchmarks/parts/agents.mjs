// A blocking SendMessage to `echo`, every event durable before it is acknowledged, beside the same agent on the A2A project's Node SDK:
// with its own Postgres store, and in memory.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { inTurn } from '../load.mjs';
import { freePort, round, start, stop } from '../processes.mjs';

const folder = join(import.meta.dirname, '../node-a2a');

/** A message of its own each time: UNIQUE becomes another number with each request. */
const send = token => ({
  headers: { 'content-type': 'application/json', 'a2a-version': '1.0', ...(token && { authorization: `Bearer ${token}` }) },
  body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'SendMessage', params: { message: { messageId: 'm-UNIQUE', role: 'ROLE_USER', parts: [{ text: 'Hello' }] } } }),
});

export async function measure(bench) {
  execFileSync(join(folder, 'node_modules/.bin/a2a-db'), ['upgrade', '--url', process.env.DATABASE_URL], { stdio: 'ignore' });
  const actors = await bench.launch();
  const peer = async (...database) => {
    const port = await freePort();
    const { child } = await start('node', [join(folder, 'server.mjs'), `${port}`, ...database], port, '/');
    return { url: `http://127.0.0.1:${port}/a2a`, pid: child.pid, requests: [send()], child };
  };
  const [stored, remembered] = [await peer(process.env.DATABASE_URL), await peer()];
  const requests = actors.demo.people.map(person => send(person.apiKey));
  const measured = await inTurn(bench.seconds, {
    'echo': { url: `${actors.url}/a2a/echo`, pid: actors.child.pid, requests },
    'Node SDK, Postgres': stored,
    'Node SDK, in memory': remembered,
  });
  for (const process of [actors, stored, remembered]) await stop(process);
  const [ours, postgres, memory] = Object.values(measured);
  return [measured, {
    'echo / Node SDK with Postgres (aim: 4 or more)': round(ours['req/s'] / postgres['req/s'], 1),
    'echo / Node SDK in memory (aim: 1 or more)': round(ours['req/s'] / memory['req/s'], 1),
    'p99 / p50 (aim: 4 or less)': round(ours['p99 ms'] / ours['p50 ms'], 1),
  }];
}
