// What an open stream that says nothing costs the server: 10,000 subscriptions/listen. Needs as many open files on either side.
import http from 'node:http';
import { memory } from '../load.mjs';
import { request, sleep, stop } from '../processes.mjs';

const streams = 10_000, atOnce = 50;

/** Done when the subscription is acknowledged. */
const open = (url, { headers, body }) => new Promise((resolve, reject) => {
  const asking = http.request(url, { method: 'POST', headers, agent: false }, response => {
    if (response.statusCode !== 200) reject(new Error(`answered ${response.statusCode}`));
    response.once('data', resolve);
  });
  asking.on('error', reject);
  asking.end(body);
});

export async function measure(bench) {
  const actors = await bench.launch({ Actors__Mcp__StreamsPerCaller: `${2 * streams}` });
  const listen = request(actors.demo.apiKey, 'subscriptions/listen', { notifications: { toolsListChanged: true, resourcesListChanged: true } });
  const grow = async count => {
    for (let opened = 0; opened < count; opened += atOnce) await Promise.all(Array.from({ length: atOnce }, () => open(`${actors.url}/mcp`, listen)));
    await sleep(20_000); // a keep-alive, and the garbage collector's turn
    return memory(actors.child.pid) * 1024;
  };
  const few = await grow(200);
  const all = await grow(streams);
  actors.child.kill('SIGKILL'); // a drain would first say goodbye to each
  return { [`each of ${streams} idle subscriptions, KB (aim: 20 or less)`]: Number(((all - few) / streams).toFixed(1)) };
}
