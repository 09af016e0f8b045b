// usage: node a2a.mjs AGENT API_KEY JSONRPC|HTTP+JSON
// The A2A project's JavaScript client: finds the agent by its card, and does with a task all that one can.
import { randomUUID } from 'node:crypto';
import { ClientFactory, DefaultAgentCardResolver, JsonRpcTransportFactory, RestTransportFactory } from '@a2a-js/sdk/client';
import { say } from './browser.mjs';

const [, , agent, key, binding] = process.argv;

const fetchImpl = (url, init = {}) => fetch(url, { ...init, headers: { ...Object.fromEntries(new Headers(init.headers)), authorization: `Bearer ${key}` } });

const factory = new ClientFactory({
  transports: [new JsonRpcTransportFactory({ fetchImpl }), new RestTransportFactory({ fetchImpl })],
  cardResolver: new DefaultAgentCardResolver({ fetchImpl }),
  preferredTransports: [binding],
});
const client = await factory.createFromUrl(`${agent}/`);
const message = (text, more = {}) => ({
  message: { messageId: randomUUID(), role: 1, parts: [{ content: { $case: 'text', value: text }, metadata: undefined, filename: '', mediaType: '' }], contextId: '', taskId: '', metadata: undefined, extensions: [], referenceTaskIds: [], ...more },
  configuration: undefined, metadata: undefined, tenant: '',
});
const failing = (call) => call.then(() => 'no error', (error) => error.constructor.name);

const sent = await client.sendMessage(message('over a foreign client'));
say({ sent });
const task = sent.payload?.value ?? sent;
const streamed = [];
for await (const event of client.sendMessageStream(message('in a stream'))) streamed.push(event.payload?.$case ?? event.kind);
say({ streamed });
say({ read: await client.getTask({ id: task.id, tenant: '', historyLength: 0 }) });
const listed = await client.listTasks({ tenant: '', contextId: task.contextId, pageSize: 10, pageToken: '', status: 0, includeArtifacts: true });
say({ listed: listed.tasks.map((one) => one.id), total: listed.totalSize });
say({ cancel: await failing(client.cancelTask({ id: task.id, tenant: '', metadata: undefined })), unknown: await failing(client.getTask({ id: 'made-up', tenant: '' })) });
