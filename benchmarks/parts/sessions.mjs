// A million stored, idle sessions of older MCP revisions: what they take in memory (nothing is the aim), and whether one of them still answers.
import { execFileSync } from 'node:child_process';
import { memory } from '../load.mjs';
import { round, sleep, stop } from '../processes.mjs';

const sessions = 1_000_000;

const initialize = JSON.stringify({
  jsonrpc: '2.0', id: 1, method: 'initialize', params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'bench', version: '1' } },
});

export async function measure(bench) {
  const sql = text => execFileSync(bench.psql, ['-qXAt', process.env.DATABASE_URL, '-c', text], { encoding: 'utf8' }).trim();
  let actors = await bench.launch();
  const headers = { authorization: `Bearer ${actors.demo.apiKey}`, 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
  const opened = await fetch(`${actors.url}/mcp`, { method: 'POST', headers, body: initialize });
  await opened.arrayBuffer();
  const session = opened.headers.get('mcp-session-id');
  const rest = async () => { await stop(actors); actors = await bench.launch(); await sleep(10_000); return memory(actors.child.pid); };
  const before = await rest();

  const columns = 'GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, ServiceId, PayloadBinary, ModifiedOn, Version';
  sql(`INSERT INTO OrleansStorage (GrainIdExtensionString, ${columns})
    SELECT GrainIdExtensionString || '-' || n, ${columns} FROM (SELECT * FROM OrleansStorage WHERE GrainTypeString = 'mcp_session' LIMIT 1) AS one, generate_series(1, ${sessions}) AS n`);
  const stored = sql("SELECT count(*) FROM OrleansStorage WHERE GrainTypeString = 'mcp_session'");
  const after = await rest();
  const ping = await fetch(`${actors.url}/mcp`, { method: 'POST', headers: { ...headers, 'mcp-session-id': session, 'mcp-protocol-version': '2025-11-25' }, body: '{"jsonrpc":"2.0","id":2,"method":"ping"}' });
  await stop(actors);
  sql("DELETE FROM OrleansStorage WHERE GrainTypeString = 'mcp_session'");
  return {
    'sessions stored': Number(stored), 'memory before, MB': round(before, 0), 'memory with them, MB': round(after, 0),
    'one of them answers': ping.status,
  };
}
