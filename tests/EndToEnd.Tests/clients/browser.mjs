// A loopback redirect as a desktop program has it: a browser is sent there, and what it brought is the answer.
import { createServer } from 'node:http';

export const say = message => process.stdout.write(JSON.stringify(message) + '\n');

/** Listens on a port of its own. */
export async function redirectListener() {
  let arrived;
  const answer = new Promise(resolve => { arrived = resolve; });
  const listener = createServer((request, response) => {
    response.setHeader('connection', 'close').end('You can close this page.');
    arrived(new URL(request.url, `http://127.0.0.1:${listener.address().port}`));
  });
  await new Promise(resolve => listener.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${listener.address().port}/callback`, answer: () => answer, close: () => listener.close() };
}
