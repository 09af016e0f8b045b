// What one tenant's flood costs another. A quiet tenant calls a few hundred times a second: by itself; beside a process that has nothing
// to do with us and is flooded just so, which shows what the machine alone makes of it; and beside another tenant that floods us on 256
// connections without a pause. The flood's generator keeps to the last processor, the quiet tenant's to the first. The three in turn.
import { availableParallelism } from 'node:os';
import { load } from '../load.mjs';
import { call, round, sleep, startBare, stop } from '../processes.mjs';

const connections = 256, rounds = 3;

export async function measure(bench) {
  const actors = await bench.launch();
  const bare = await startBare(bench, []);
  const mcp = { url: `${actors.url}/mcp`, pid: actors.child.pid };
  const flood = { requests: [call(actors.demo.apiKey, 'whoami', {})], connections, processor: availableParallelism() - 1 };
  const quietly = seconds => load({ ...mcp, requests: [call(actors.demo.operator.apiKey, 'whoami', {})], connections: 1, pause: 2, processor: 0, seconds });
  const beside = async (target, seconds) => {
    const storm = load({ ...flood, ...target, seconds: seconds + 2 });
    await sleep(1000);
    const quiet = await quietly(seconds);
    return { ...quiet, flood: (await storm).rate };
  };
  const outsider = { url: bare.url, pid: bare.child.pid };
  await beside(mcp, 5);
  await beside(outsider, 3);

  const seen = { alone: [], 'beside an outsider': [], 'beside a flood': [] };
  for (let i = 0; i < rounds; i++) {
    seen.alone.push({ ...await quietly(bench.seconds), flood: 0 });
    seen['beside an outsider'].push(await beside(outsider, bench.seconds));
    seen['beside a flood'].push(await beside(mcp, bench.seconds));
  }
  for (const process of [actors, bare]) await stop(process);
  const median = (all, of) => all.map(of).toSorted((a, b) => a - b)[rounds >> 1];
  const rows = Object.fromEntries(Object.entries(seen).map(([name, all]) => [name, {
    'p50 ms': round(median(all, m => m.p50)), 'p99 ms': round(median(all, m => m.p99)), 'req/s of the flood': round(median(all, m => m.flood), 0),
  }]));
  const p99 = name => rows[name]['p99 ms'];
  return [rows, {
    'p99 beside a flood / alone (aim: below 2)': round(p99('beside a flood') / p99('alone')),
    'p99 beside an outsider / alone': round(p99('beside an outsider') / p99('alone')),
    'p99 beside a flood / beside an outsider': round(p99('beside a flood') / p99('beside an outsider')),
  }];
}
