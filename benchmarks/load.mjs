// Puts load on a server with wrk and reads what it cost: requests, latency, processor time, memory.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
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

/** Runs wrk for some seconds. `requests` are sent in turn; each is {headers, body}. Answers other than 200 are counted as errors. */
export async function load({ url, pid, requests, connections = 32, seconds }) {
  const script = join(mkdtempSync(join(tmpdir(), 'bench-')), 'requests.lua');
  const lua = text => `[==[${text}]==]`;
  writeFileSync(script, `
    local requests = {${requests.map(r => `{ headers = {${Object.entries(r.headers).map(([k, v]) => `[ ${lua(k)} ] = ${lua(v)}`).join(', ')}}, body = ${lua(r.body)} }`).join(',\n')}}
    local formatted, next = {}, 0
    function init() for i, r in ipairs(requests) do formatted[i] = wrk.format("POST", nil, r.headers, r.body) end end
    function request() next = next % #formatted + 1; return formatted[next] end
    function done(summary, latency)
      io.write(string.format("RESULT %d %d %d %d %d\\n", summary.requests, summary.duration, summary.errors.status + summary.errors.read + summary.errors.timeout, latency:percentile(50), latency:percentile(99)))
    end`);
  const before = cpu(pid);
  const { stdout } = await run('wrk', ['-t', '1', '-c', `${connections}`, '-d', `${seconds}s`, '-s', script, url]);
  const [count, duration, errors, p50, p99] = /RESULT (.*)/.exec(stdout)[1].split(' ').map(Number);
  return { rate: count / (duration / 1e6), p50: p50 / 1000, p99: p99 / 1000, errors, cpu: (cpu(pid) - before) / count, memory: memory(pid) };
}
