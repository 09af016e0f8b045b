// The authorization server under load: codes exchanged, one family refreshed by many at once, and what a sign-in costs beside its
// password hash.
import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { cpu } from '../load.mjs';
import { stop } from '../processes.mjs';
import { SignIn } from '../sign-in.mjs';

const concurrency = 32, exchanges = 1500;

/** Runs the work for each item, some at a time. Answers the results and what it took. */
async function each(pid, items, work) {
  const results = [], queue = [...items];
  const [begun, before] = [performance.now(), cpu(pid)];
  await Promise.all(Array.from({ length: concurrency }, async () => {
    while (queue.length) results.push(await work(queue.pop()));
  }));
  const seconds = (performance.now() - begun) / 1000;
  return { results, rate: items.length / seconds, cpu: (cpu(pid) - before) / items.length };
}

export async function measure(bench) {
  const actors = await bench.launch();
  const { url, child: { pid }, demo } = actors;
  const person = new SignIn({ ...demo, url });
  await person.redeem(await person.code());
  const codes = (await each(pid, Array.from({ length: exchanges }), () => person.code())).results;

  const exchange = await each(pid, codes, person.redeem);
  const failed = exchange.results.filter(answer => answer.status !== 200).length;

  const refreshed = await Promise.all(Array.from({ length: 64 }, () => person.refresh(exchange.results[0].refresh_token)));
  const successors = new Set(refreshed.filter(answer => answer.status === 200).map(answer => answer.refresh_token));

  const signIns = await each(pid, Array.from({ length: 32 }), () => new SignIn({ ...demo, url }).code());
  await stop(actors);
  return {
    'code exchanges/s, durable (aim: 300 or more)': exchange.rate.toFixed(0),
    'exchanges refused': failed,
    '64 refreshes at once of one family: successors (aim: 1)': successors.size,
    '64 refreshes at once of one family: refused': refreshed.filter(answer => answer.status !== 200).length,
    'a sign-in with registration, consent and code, CPU ms': (signIns.cpu / 1000).toFixed(1),
    'of that its password hash, CPU ms': (await hashTime()).toFixed(1),
  };
}

/** What the hash of the sign-in costs here, by another implementation: PBKDF2-HMAC-SHA512, 210,000 rounds. */
async function hashTime() {
  const hash = promisify(pbkdf2);
  await hash('password', 'salt of 16 bytes', 210_000, 32, 'sha512');
  const begun = performance.now();
  await hash('password', 'salt of 16 bytes', 210_000, 32, 'sha512');
  return performance.now() - begun;
}
