// What an open stream that says nothing costs the server: 10,000 subscriptions/listen, and as many subscriptions to a task that waits for
// its client: all to one, and each to another. Needs as many open files on either side.
import http from 'node:http';
import { memory } from '../load.mjs';
import { request, sleep } from '../processes.mjs';

const streams = 10_000, atOnce = 50;

/** Done when the server has begun to answer. */
const open = (url, { headers, body }) => new Promise((resolve, reject) => {
  const asking = http.request(url, { method: 'POST', headers, agent: false }, response => {
    if (response.statusCode !== 200) reject(new Error(`answered ${response.statusCode}`));
    response.once('data', resolve);
  });
  asking.on('error', reject);
  asking.end(body);
});

/** What each of many costs beyond the first few. */
async function each(bench, one) {
  const actors = await bench.launch({ Actors__Streams__PerCaller: `${2 * streams}` });
  const grow = async count => {
    for (let opened = 0; opened < count; opened += atOnce) await Promise.all(Array.from({ length: atOnce }, () => one(actors)));
    await sleep(20_000); // a keep-alive, and the garbage collector's turn
    return memory(actors.child.pid) * 1024;
  };
  const few = await grow(200);
  const all = await grow(streams);
  actors.child.kill('SIGKILL'); // a drain would first say goodbye to each
  return Number(((all - few) / streams).toFixed(1));
}

const listen = ({ url, demo }) => open(`${url}/mcp`, request(demo.apiKey, 'subscriptions/listen', { notifications: { toolsListChanged: true, resourcesListChanged: true } }));

const ask = ({ demo }, method, params) => ({
  headers: { 'content-type': 'application/json', 'a2a-version': '1.0', authorization: `Bearer ${demo.apiKey}` },
  body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
});

/** The concierge asks which goal is meant, and waits. */
async function waitingTask(actors) {
  const message = { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ data: { tool: 'set_goal', arguments: {} } }] };
  const answer = await fetch(`${actors.url}/a2a/concierge`, { method: 'POST', ...ask(actors, 'SendMessage', { message }) });
  return (await answer.json()).result.task.id;
}

const subscribe = async (actors, task) => open(`${actors.url}/a2a/concierge`, ask(actors, 'SubscribeToTask', { id: await task }));

export async function measure(bench) {
  return {
    [`each of ${streams} idle subscriptions/listen, KB (aim: 20 or less)`]: await each(bench, listen),
    [`each of ${streams} A2A subscriptions to a waiting task, KB (aim: 20 or less)`]: await each(bench, actors => subscribe(actors, actors.task ??= waitingTask(actors))),
    [`each of ${streams} A2A subscriptions to a waiting task of its own, KB, the task among it`]: await each(bench, actors => subscribe(actors, waitingTask(actors))),
  };
}
