// A webhook on this machine: what it is told, in the order in which it is told.
import { createServer } from 'node:http';

export async function webhook() {
  const letters = [], waiting = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    response.setHeader('connection', 'close').end();
    const letter = { authorization: request.headers.authorization, token: request.headers['x-a2a-notification-token'], body: JSON.parse(Buffer.concat(chunks)) };
    if (waiting.length > 0) waiting.shift()(letter); else letters.push(letter);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/told`,
    next: () => letters.length > 0 ? letters.shift() : new Promise((resolve) => waiting.push(resolve)),
    close: () => server.close(),
  };
}
