// Started by ./bench --runtime orleans. The same call through four shapes of the backend, one after the other on the same cores and
// the same database: embedded, one co-hosted member, a gateway and one silo, a gateway and three. Prints rates and their ratios.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cpu, load, memory } from './load.mjs';
import { call, freePort, round, startActors, startBare, stop } from './processes.mjs';

const option = { type: 'string' };
const { values: given } = parseArgs({ options: { seconds: option, program: option, embedded: option, published: option, data: option } });
const seconds = Number(given.seconds);

const member = async role => ({ Actors__Cluster__Role: role, Actors__Cluster__SiloPort: `${await freePort()}`, Actors__Cluster__GatewayPort: `${await freePort()}` });
const silo = async () => startActors(given.program, given.data, { demo: false, env: await member('Silo') });

/** Each shape starts its processes; the last one serves the callers. */
const shapes = {
  embedded: async () => [await startActors(given.embedded, given.data)],
  'co-hosted': async () => [await startActors(given.program, given.data, { env: await member('Both') })],
  'gateway, 1 silo': async () => [await silo(), await startActors(given.program, given.data, { env: await member('Gateway') })],
  'gateway, 3 silos': async () => [await silo(), ...await Promise.all([silo(), silo()]), await startActors(given.program, given.data, { env: await member('Gateway') })],
};

/** Half a minute at least, then until the rate grows no more: the compiler's last step is slow to come where four processes share two cores. */
async function warmUp(target) {
  for (let best = 0, last = 0, round = 0; round < 8 || (round < 20 && last > best * 1.03); round++) {
    best = Math.max(best, last);
    last = (await load({ ...target, seconds: 4 })).rate;
  }
}

const figures = {};
let answerFile;
for (const [name, launch] of Object.entries(shapes)) {
  const processes = await launch();
  const { url, child, demo } = processes.at(-1);
  const requests = demo.people.map(person => call(person.apiKey, 'whoami', {}));
  if (!answerFile) {
    answerFile = join(given.data, 'answer.json');
    writeFileSync(answerFile, await (await fetch(`${url}/mcp`, { method: 'POST', ...requests[0] })).text());
  }

  await warmUp({ url: `${url}/mcp`, pid: child.pid, requests });
  const sum = of => processes.reduce((all, { child }) => all + of(child.pid), 0);
  const before = sum(cpu);
  const figure = await load({ url: `${url}/mcp`, pid: child.pid, requests, seconds });
  figures[name] = { ...figure, cpu: (sum(cpu) - before) / (figure.rate * seconds), memory: sum(memory) };
  for (const process of processes.toReversed()) await stop(process);
}

const bare = await startBare(given, ['--answer', answerFile]);
const plain = [call('', 'whoami', {})];
await load({ url: bare.url, pid: bare.child.pid, requests: plain, seconds: 3 });
figures['bare minimal API'] = await load({ url: bare.url, pid: bare.child.pid, requests: plain, seconds });
await stop(bare);

console.log(`\ntools/call whoami with API keys, ${seconds} s each, concurrency 32, one run on this machine\n`);
console.table(Object.fromEntries(Object.entries(figures).map(([name, m]) => [name, {
  'req/s': round(m.rate, 0), 'p50 ms': round(m.p50), 'p99 ms': round(m.p99), 'CPU µs/req': round(m.cpu, 1), 'memory of all, MB': round(m.memory, 0), errors: m.errors,
}])));
const rate = name => figures[name].rate;
console.table({
  'gateway and 1 silo / bare (aim: 0.35 or more)': round(rate('gateway, 1 silo') / rate('bare minimal API')),
  'co-hosted / embedded (aim: 0.80 or more)': round(rate('co-hosted') / rate('embedded')),
  '3 silos / 1 silo (aim: 0.85 or more)': round(rate('gateway, 3 silos') / rate('gateway, 1 silo')),
});
