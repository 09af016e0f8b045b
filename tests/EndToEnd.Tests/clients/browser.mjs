// A loopback redirect as a desktop program has it: a browser is sent there, and what it brought is the answer.
import { createServer } from 'node:http';

export const say = message => process.stdout.write(JSON.stringify(message) + '\n');

/** Listens on a port of its own; each answer is what a browser brought next. */
export async function redirectListener() {
  const arrivals = [], waiting = [];
  const listener = createServer((request, response) => {
    response.setHeader('connection', 'close').end('You can close this page.');
    const arrival = new URL(request.url, `http://127.0.0.1:${listener.address().port}`);
    if (arrival.pathname !== '/callback') return;
    if (waiting.length > 0) waiting.shift()(arrival); else arrivals.push(arrival);
  });
  await new Promise(resolve => listener.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${listener.address().port}/callback`,
    answer: () => arrivals.length > 0 ? arrivals.shift() : new Promise(resolve => waiting.push(resolve)),
    close: () => listener.close(),
  };
}
