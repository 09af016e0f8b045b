// usage: node a2a.mjs AGENT API_KEY JSONRPC|HTTP+JSON 1.0|0.3 [TASK]
// The A2A project's JavaScript client: finds the agent by its card in a revision, and does with a task all that one can, or reads a task there is.
import { randomUUID } from 'node:crypto';
import { ClientFactory, DefaultAgentCardResolver, JsonRpcTransportFactory, RestTransportFactory } from '@a2a-js/sdk/client';
import { say } from './browser.mjs';
import { webhook } from './webhook.mjs';

const [agent, key, binding, revision, there] = process.argv.slice(2);
const fetchImpl = (url, init = {}) => fetch(url, { ...init, headers: { ...Object.fromEntries(new Headers(init.headers)), authorization: `Bearer ${key}` } });
const fetchCard = (url, init) => fetchImpl(url, { ...init, headers: { 'a2a-version': revision } });
const legacyCompat = { enabled: revision === '0.3' };
const client = await new ClientFactory({
  transports: [new JsonRpcTransportFactory({ fetchImpl, legacyCompat }), new RestTransportFactory({ fetchImpl, legacyCompat })],
  cardResolver: new DefaultAgentCardResolver({ fetchImpl: fetchCard, legacyCompat }),
  preferredTransports: [binding],
}).createFromUrl(`${agent}/`);

const message = (text) => ({
  tenant: '',
  message: { messageId: randomUUID(), contextId: '', taskId: '', role: 1, parts: [{ content: { $case: 'text', value: text }, filename: '', mediaType: '' }], extensions: [], referenceTaskIds: [] },
});
const short = (task) => ({ id: task.id, state: task.status.state, text: task.artifacts[0]?.parts[0].content.value });
const errorOf = (call) => call.then(() => 'none', (error) => error.constructor.name);

if (there) {
  say({ found: short(await client.getTask({ id: there, tenant: '' })) });
} else {
  const sent = await client.sendMessage(message('over a foreign client'));
  const task = sent.payload?.value ?? sent;
  const streamed = [];
  for await (const event of client.sendMessageStream(message('in a stream'))) streamed.push(event.payload.$case);
  say({ sent: short(task) });
  say({ streamed });
  say({ read: short(await client.getTask({ id: task.id, tenant: '' })) });
  if (revision === '1.0') {
    const listed = await client.listTasks({ tenant: '', contextId: task.contextId, pageSize: 10, pageToken: '', status: 0 });
    say({ listed: listed.tasks.map((one) => one.id) });
  }
  const hook = await webhook(), push = { tenant: '', taskId: task.id };
  const created = await client.createTaskPushNotificationConfig({ ...push, id: 'hook', url: hook.url, token: 'mine', authentication: { scheme: 'Bearer', credentials: 'secret' } });
  const { authorization, token, body } = await hook.next();
  const count = async () => (await client.listTaskPushNotificationConfig({ ...push, pageSize: 10, pageToken: '' })).configs.length;
  const read = await client.getTaskPushNotificationConfig({ ...push, id: created.id });
  const before = await count();
  await client.deleteTaskPushNotificationConfig({ ...push, id: created.id });
  say({ pushed: [created.id, read.url === hook.url, before, await count(), authorization, token, (body.task ?? body).id === task.id, body.kind ?? 'StreamResponse'] });
  hook.close();
  say({ cancel: await errorOf(client.cancelTask({ id: task.id, tenant: '' })) });
  say({ unknown: await errorOf(client.getTask({ id: 'made-up', tenant: '' })) });
}
