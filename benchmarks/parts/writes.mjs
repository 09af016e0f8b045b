// A tool call that changes something: API key, schema check, a durable write with its audit row, which is chained; beside pgbench's
// upserts of one small row, a commit each. The two in turn.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTurn } from '../load.mjs';
import { call, round, stop } from '../processes.mjs';

export async function measure(bench) {
  const actors = await bench.launch();
  const mcp = `${actors.url}/mcp`;
  const requests = [];
  for (const { apiKey } of actors.demo.people) {
    const set = await (await fetch(mcp, { method: 'POST', ...call(apiKey, 'set_goal', { type: `bench_${Date.now()}`, target: 1e9, unit: 'steps', measure: 'latest' }) })).json();
    if (!set.result || set.result.isError) throw new Error(JSON.stringify(set));
    const { goalId } = set.result.structuredContent.goal;
    // Up and down again: the state stays small.
    for (const step of [1, 2, 3]) requests.push(call(apiKey, 'update_goal', { goalId, target: 1e9 + step }));
  }

  execFileSync(bench.psql, ['-qX', process.env.DATABASE_URL, '-c', 'CREATE TABLE IF NOT EXISTS upserts (id int PRIMARY KEY, value int)']);
  const script = join(bench.data, 'upsert.sql');
  writeFileSync(script, '\\set id random(1, 100000)\nINSERT INTO upserts VALUES (:id, 1) ON CONFLICT (id) DO UPDATE SET value = upserts.value + 1;\n');
  const rounds = 3, upserts = [], writes = [];
  let measured;
  for (let i = 0; i < rounds; i++) {
    measured = await inTurn(bench.seconds / rounds, { 'tools/call update_goal': { url: mcp, pid: actors.child.pid, requests } }, 1);
    writes.push(measured['tools/call update_goal']['req/s']);
    const arguments_ = ['-n', '-M', 'prepared', '-c', '32', '-j', '2', '-T', `${Math.ceil(bench.seconds / rounds)}`, '-f', script, process.env.DATABASE_URL];
    upserts.push(Number(/tps = ([\d.]+)/.exec(execFileSync(bench.pgbench, arguments_, { stdio: ['ignore', 'pipe', 'ignore'] }).toString())[1]));
  }
  await stop(actors);
  const sum = numbers => numbers.reduce((all, one) => all + one);
  return [measured, {
    'durable, audited writes/s': round(sum(writes) / rounds, 0),
    'pgbench upserts/s': round(sum(upserts) / rounds, 0),
    'writes / upserts (aim: 0.25 or more)': round(sum(writes) / sum(upserts)),
  }];
}
