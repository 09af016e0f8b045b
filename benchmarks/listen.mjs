// Started by ./bench. Opens idle subscriptions/listen streams, and prints what each costs the server. Needs as many open files on either side.
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { parseArgs } from 'node:util';
import { startActors, stop } from './processes.mjs';

const option = { type: 'string' };
const { values: given } = parseArgs({ options: { program: option, data: option, streams: { ...option, default: '10000' } } });
const streams = Number(given.streams);
const actors = await startActors(given.program, given.data, { env: { Actors__Mcp__StreamsPerCaller: `${streams + 1000}` } });
const resident = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${actors.child.pid}/status`, 'utf8'))[1]);
const body = JSON.stringify({
  jsonrpc: '2.0', id: 1, method: 'subscriptions/listen',
  params: {
    notifications: { toolsListChanged: true, resourcesListChanged: true },
    _meta: { 'io.modelcontextprotocol/protocolVersion': '2026-07-28', 'io.modelcontextprotocol/clientCapabilities': {} },
  },
});
const headers = {
  Authorization: `Bearer ${actors.demo.apiKey}`, 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream',
  'MCP-Protocol-Version': '2026-07-28', 'Mcp-Method': 'subscriptions/listen',
};

/** Done when the subscription is acknowledged. */
const open = () => new Promise((resolve, reject) => {
  const request = http.request(new URL('/mcp', actors.url), { method: 'POST', headers, agent: false }, response => {
    if (response.statusCode !== 200) reject(new Error(`answered ${response.statusCode}; is Actors:Mcp:StreamsPerCaller high enough?`));
    response.once('data', resolve);
  });
  request.on('error', reject);
  request.end(body);
});

const grow = async count => {
  for (let opened = 0; opened < count; opened += 50) await Promise.all(Array.from({ length: Math.min(50, count - opened) }, open));
  await new Promise(done => setTimeout(done, 20_000)); // a keep-alive, and the garbage collector's turn
  return resident();
};

const few = await grow(200);
const all = await grow(streams);
console.log(`${streams} idle subscriptions: ${((all - few) / streams).toFixed(1)} KB each (${Math.round(few / 1024)} MB before, ${Math.round(all / 1024)} MB after)`);
await stop(actors);
process.exit(0);
