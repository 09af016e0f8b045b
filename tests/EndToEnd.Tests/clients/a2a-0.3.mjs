// usage: node a2a-0.3.mjs AGENT API_KEY JSONRPC|HTTP+JSON
// The last client of the A2A project's that speaks 0.3 and nothing else: finds the agent by its card, and does with a task all that one can.
import { randomUUID } from 'node:crypto';
import { ClientFactory, DefaultAgentCardResolver, JsonRpcTransportFactory, RestTransportFactory } from 'a2a-js-sdk-0.3/client';
import { say } from './browser.mjs';
import { webhook } from './webhook.mjs';

const [agent, key, binding] = process.argv.slice(2);
const fetchImpl = (url, init = {}) => fetch(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${key}` } });
const client = await new ClientFactory({
  transports: [new JsonRpcTransportFactory({ fetchImpl }), new RestTransportFactory({ fetchImpl })],
  cardResolver: new DefaultAgentCardResolver({ fetchImpl }),
  preferredTransports: [binding],
}).createFromUrl(`${agent}/`);

const message = (text) => ({ message: { kind: 'message', messageId: randomUUID(), role: 'user', parts: [{ kind: 'text', text }] } });
const short = (task) => ({ id: task.id, state: task.status.state, text: task.artifacts[0]?.parts[0].text });
const errorOf = (call) => call.then(() => 'none', (error) => (error.cause ?? error).constructor.name);
const all = async (events) => { const kinds = []; for await (const event of events) kinds.push(event.final ? `${event.kind}, the last` : event.kind); return kinds; };

const sent = await client.sendMessage(message('over an older client'));
say({ sent: short(sent) });
say({ streamed: await all(client.sendMessageStream(message('in a stream'))) });
say({ read: short(await client.getTask({ id: sent.id })) });
const hook = await webhook(), push = { id: sent.id, pushNotificationConfigId: 'hook' };
const config = { id: 'hook', url: hook.url, token: 'mine', authentication: { schemes: ['Bearer'], credentials: 'secret' } };
const created = await client.setTaskPushNotificationConfig({ taskId: sent.id, pushNotificationConfig: config });
const { authorization, token, body } = await hook.next();
const count = async () => (await client.listTaskPushNotificationConfig({ id: sent.id })).length;
const read = await client.getTaskPushNotificationConfig(push);
const before = await count();
await client.deleteTaskPushNotificationConfig(push);
say({ pushed: [created.pushNotificationConfig.id, read.pushNotificationConfig.url === hook.url, before, await count(), authorization, token, body.id === sent.id, body.kind] });
hook.close();
say({ cancel: await errorOf(client.cancelTask({ id: sent.id })) });
say({ unknown: await errorOf(client.getTask({ id: 'made-up' })) });
say({ resubscribe: await errorOf(all(client.resubscribeTask({ id: sent.id }))) });
