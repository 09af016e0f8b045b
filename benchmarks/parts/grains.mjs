// What 10,000 more grains take in memory: strangers' API keys, each looked up once.
import { load, memory } from '../load.mjs';
import { call, round, sleep, stop } from '../processes.mjs';

export async function measure(bench) {
  const actors = await bench.launch();
  const strangers = count => Array.from({ length: count }, () => call(`ak_${String(Math.random()).slice(2).padStart(43, '0')}`, 'whoami', {}));
  const use = async requests => {
    await load({ url: `${actors.url}/mcp`, pid: actors.child.pid, requests, seconds: 5 });
    await sleep(3000);
    return memory(actors.child.pid);
  };
  const before = await use(strangers(200));
  const after = await use(strangers(10_000));
  await stop(actors);
  return { '10,000 more idle grains, MB (aim: below 60)': round(after - before, 1) };
}
