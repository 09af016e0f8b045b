// Puts load on a server with wrk and reads what it cost: requests, latency, processor time, memory.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ticksPerSecond = 100;

/** User and system time of a process so far, in microseconds. */
export function cpu(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 1e6 / ticksPerSecond;
}

/** Resident memory of a process, in MB. */
export function memory(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
}

/**
 * Runs wrk for some seconds. `requests` are sent in turn; each is {headers, body}, and UNIQUE in a body becomes another number each
 * time. Answers other than 200 are counted as errors. Each connection pauses between its requests, if so many milliseconds are
 * given, and wrk keeps to one processor if one is named.
 */
export async function load({ url, pid, requests, connections = 32, seconds, pause = 0, processor }) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const script = join(folder, 'requests.lua');
  const lua = text => `[==[${text}]==]`;
  const members = ({ headers, body }, prefix = '') =>
    `${prefix}headers = {${Object.entries(headers).map(([k, v]) => `[ ${lua(k)} ] = ${lua(v)}`).join(', ')}}${prefix ? ';' : ','} ${prefix}body = ${lua(body)}`;
  // Where each request is the same, wrk never asks the script for one: the generator shares the processors with what it measures.
  const always = requests.length === 1 && !requests[0].body.includes('UNIQUE');
  writeFileSync(script, `
    ${always ? `wrk.method = "POST"; ${members(requests[0], 'wrk.')}` : `
    local requests = {${requests.map(r => `{ ${members(r)} }`).join(',\n')}}
    local formatted, next = {}, 0
    function init() math.randomseed(os.time()); for i, r in ipairs(requests) do formatted[i] = wrk.format("POST", nil, r.headers, r.body) end end
    function request()
      next = next % #formatted + 1
      if not requests[next].body:find("UNIQUE", 1, true) then return formatted[next] end
      return wrk.format("POST", nil, requests[next].headers, (requests[next].body:gsub("UNIQUE", tostring(math.random(1e15)))))
    end`}
    ${pause ? `function delay() return ${pause} end` : ''}
    function done(summary, latency)
      io.write(string.format("RESULT %d %d %d %d %d\\n", summary.requests, summary.duration, summary.errors.status + summary.errors.read + summary.errors.timeout, latency:percentile(50), latency:percentile(99)))
    end`);
  const before = cpu(pid);
  const wrk = ['wrk', '-t', '1', '-c', `${connections}`, '-d', `${Math.ceil(seconds)}s`, '-s', script, url];
  const [command, ...parameters] = processor === undefined ? wrk : ['taskset', '-c', `${processor}`, ...wrk];
  const { stdout } = await run(command, parameters).finally(() => rmSync(folder, { recursive: true }));
  const [count, duration, errors, p50, p99] = /RESULT (.*)/.exec(stdout)[1].split(' ').map(Number);
  return { rate: count / (duration / 1e6), p50: p50 / 1000, p99: p99 / 1000, errors, cpu: (cpu(pid) - before) / count, memory: memory(pid) };
}

const warmUp = 10; // seconds, in which the compiler is done with all that matters

/** Loads each target in turn, so that what else the machine does falls on all alike, once each is warm. Answers a row for each. */
export async function inTurn(seconds, targets, rounds = 3) {
  const rows = {};
  for (const target of Object.values(targets)) await load({ ...target, seconds: warmUp });
  for (let i = 0; i < rounds; i++) {
    for (const [name, target] of Object.entries(targets)) (rows[name] ??= []).push(await load({ ...target, seconds: seconds / rounds }));
  }
  const mean = (all, of) => all.reduce((sum, one) => sum + of(one), 0) / all.length;
  return Object.fromEntries(Object.entries(rows).map(([name, all]) => [name, {
    'req/s': Math.round(mean(all, m => m.rate)), 'p50 ms': two(mean(all, m => m.p50)), 'p99 ms': two(mean(all, m => m.p99)),
    'CPU µs/req': two(mean(all, m => m.cpu)), 'memory MB': Math.round(all.at(-1).memory), errors: all.reduce((sum, m) => sum + m.errors, 0),
  }]));
}

const two = number => Number(number.toFixed(2));
