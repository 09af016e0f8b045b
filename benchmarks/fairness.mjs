// What one tenant's flood costs another: the quiet one's latency by itself, and beside 256 connections that never pause.
import { load } from './load.mjs';
import { call, round, sleep } from './processes.mjs';

const connections = 256;

/** The flood is the demo tenant's; the quiet tenant is the operators' own. */
export async function measureFairness(actors, seconds) {
  const mcp = `${actors.url}/mcp`;
  const flood = [call(actors.demo.apiKey, 'whoami', {})];
  const quiet = [call(actors.demo.operator.apiKey, 'whoami', {})];
  const target = { url: mcp, pid: actors.child.pid };
  const alone = await load({ ...target, requests: quiet, connections: 1, seconds });
  const storm = load({ ...target, requests: flood, connections, seconds: seconds + 4 });
  await sleep(2000);
  const beside = await load({ ...target, requests: quiet, connections: 1, seconds });
  const { rate } = await storm;
  return {
    'quiet tenant alone, p50 ms': round(alone.p50), 'quiet tenant alone, p99 ms': round(alone.p99),
    [`beside ${connections} connections of another, p50 ms`]: round(beside.p50), [`beside ${connections} connections of another, p99 ms`]: round(beside.p99),
    'p99 beside / alone (aim: below 2)': round(beside.p99 / alone.p99, 1), 'req/s of the flood meanwhile': round(rate, 0),
  };
}
