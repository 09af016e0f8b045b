// From start to ready beside an empty ASP.NET Core app, Postgres already up and migrated, the two in turn; and what the backend takes when idle.
import { memory } from '../load.mjs';
import { round, sleep, startBare, stop } from '../processes.mjs';

const median = numbers => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

export async function measure(bench) {
  await stop(await bench.launch());
  const starts = { actors: [], bare: [] };
  for (let i = 0; i < 5; i++) {
    for (const [name, launch] of [['actors', bench.launch], ['bare', () => startBare(bench, [])]]) {
      const started = await launch();
      starts[name].push(started.milliseconds);
      await stop(started);
    }
  }
  const actors = await bench.launch();
  await sleep(2000);
  const idle = memory(actors.child.pid);
  await stop(actors);
  return {
    'start to ready, ms': round(median(starts.actors), 0),
    'start to ready / empty app (aim: 1.4 or less)': round(median(starts.actors) / median(starts.bare)),
    'idle memory, MB (aim: below 150)': round(idle, 0),
  };
}
