// Started by ./bench, which builds what is measured and gives the paths. Prints one table of figures and their ratios.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { load, memory } from './load.mjs';
import { call, freePort, round, sleep, start, startActors, startBare, stop } from './processes.mjs';
import { measureFairness } from './fairness.mjs';
import { measureOAuth } from './oauth.mjs';
import { accessToken } from './sign-in.mjs';

const option = { type: 'string' };
const { values: given } = parseArgs({ options: { seconds: option, runtime: option, program: option, bare: option, peer: option, pgbench: option, psql: option, data: option } });
const seconds = Number(given.seconds);
/** The same call as the Node SDK's 1.x line speaks it. */
const legacyWhoami = {
  headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', 'mcp-protocol-version': '2025-11-25' },
  body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'whoami', arguments: {} } }),
};

// Start-up, Postgres already up and migrated: the two in turn.
const launchActors = () => startActors(given.program, given.data, { env: { Actors__SignInsPerMinute: '100000', Actors__RegistrationsPerMinute: '100000' } });
await stop(await launchActors());
const starts = { actors: [], bare: [] };
for (let i = 0; i < 5; i++) {
  for (const [name, launch] of [['actors', launchActors], ['bare', () => startBare(given.bare, [])]]) {
    const started = await launch();
    starts[name].push(started.milliseconds);
    await stop(started);
  }
}
const median = numbers => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

const actors = await launchActors();
await sleep(2000);
const idle = memory(actors.child.pid);
const token = await accessToken({ ...actors.demo, url: actors.url });
const mcp = `${actors.url}/mcp`;
const whoami = call(token, 'whoami', {});
const answer = await (await fetch(mcp, { method: 'POST', ...whoami })).text();
const answerFile = join(given.data, 'answer.json');
writeFileSync(answerFile, answer);

const keys = actors.demo.people.map(person => person.apiKey);
const goals = [];
for (const key of keys) {
  const set = await (await fetch(mcp, { method: 'POST', ...call(key, 'set_goal', { type: 'bench', target: 1e9, unit: 'steps', measure: 'latest' }) })).json();
  if (!set.result || set.result.isError) throw new Error(JSON.stringify(set));
  goals.push(set.result.structuredContent.goal.goalId);
}
const bare = await startBare(given.bare, ['--answer', answerFile]);
const peerPort = await freePort();
const peer = await start('node', [given.peer, `${peerPort}`, answerFile], peerPort, '/');

const measured = {};
async function measure(name, target) {
  await load({ ...target, seconds: 3 });
  measured[name] = await load({ ...target, seconds });
}
await measure('(a) bare minimal API', { url: bare.url, pid: bare.child.pid, requests: [whoami] });
await measure('(b) tools/call whoami', { url: mcp, pid: actors.child.pid, requests: [whoami] });
await measure('(c) tools/call update_goal', { url: mcp, pid: actors.child.pid, requests: keys.flatMap(key => writes(key)) });
await measure('(d) Node SDK whoami', { url: `http://127.0.0.1:${peerPort}/mcp`, pid: peer.child.pid, requests: [legacyWhoami] });
await stop(bare);
await stop(peer);

/** Durable writes that keep the state small: the target of one goal goes up and down. */
function writes(key) {
  const goalId = goals[keys.indexOf(key)];
  return [1, 2, 3].map(step => call(key, 'update_goal', { goalId, target: 1e9 + step }));
}

const before = memory(actors.child.pid);
const strangers = Array.from({ length: 10_000 }, (_, i) => call(`ak_${String(i).padStart(43, '0')}`, 'whoami', {}));
const activated = strangers.length;
await load({ url: mcp, pid: actors.child.pid, requests: strangers, seconds: 5 });
await sleep(3000);
const grains = memory(actors.child.pid) - before;
const fairness = await measureFairness(actors, seconds);
const oauth = await measureOAuth(actors);
await stop(actors);

execFileSync(given.psql, ['-qX', process.env.DATABASE_URL, '-c', 'CREATE TABLE IF NOT EXISTS upserts (id int PRIMARY KEY, value int)']);
const script = join(given.data, 'upsert.sql');
writeFileSync(script, '\\set id random(1, 100000)\nINSERT INTO upserts VALUES (:id, 1) ON CONFLICT (id) DO UPDATE SET value = upserts.value + 1;\n');
const pgbench = execFileSync(given.pgbench, ['-n', '-M', 'prepared', '-c', '32', '-j', '2', '-T', `${seconds}`, '-f', script, process.env.DATABASE_URL], { stdio: ['ignore', 'pipe', 'ignore'] }).toString();
const upserts = Number(/tps = ([\d.]+)/.exec(pgbench)[1]);

console.log(`\n${given.runtime}, ${seconds} s each, concurrency 32, one run on this machine\n`);
console.table(Object.fromEntries(Object.entries(measured).map(([name, m]) => [name, {
  'req/s': round(m.rate, 0), 'p50 ms': round(m.p50), 'p99 ms': round(m.p99), 'CPU µs/req': round(m.cpu, 1), 'memory MB': round(m.memory, 0), errors: m.errors,
}])));
const [a, b, c, d] = Object.values(measured).map(m => m.rate);
console.table({
  'b / a (aim: 0.50 or more)': round(b / a),
  'b / d (aim: 20 or more)': round(b / d, 1),
  'c / pgbench upserts (aim: 0.25 or more)': round(c / upserts),
  'pgbench upserts/s': round(upserts, 0),
  'start to ready, ms': round(median(starts.actors), 0),
  'start to ready / empty app (aim: 1.4 or less)': round(median(starts.actors) / median(starts.bare)),
  'idle memory, MB (aim: below 150)': round(idle, 0),
  [`${activated} more idle grains, MB (aim: below 60)`]: round(grains, 1),
});
console.table(fairness);
console.table(oauth);
