// usage: node resubscribe.mjs AGENT JSONRPC|HTTP+JSON 1.0|0.3
// The A2A project's clients, that of 1.0 and the last of 0.3: have the concierge work for some seconds, leave the stream in the
// middle, come back to the task, and say all they have heard of it then.
import { randomUUID } from 'node:crypto';
import * as current from '@a2a-js/sdk/client';
import * as old from 'a2a-js-sdk-0.3/client';
import { say } from './browser.mjs';

const [agent, binding, revision] = process.argv.slice(2);
const is10 = revision === '1.0', sdk = is10 ? current : old;
const client = await new sdk.ClientFactory({ ...sdk.ClientFactoryOptions.default, preferredTransports: [binding], transports: [new sdk.JsonRpcTransportFactory(), new sdk.RestTransportFactory()] }).createFromUrl(`${agent}/`);

const data = { tool: 'slow_compute', arguments: { seconds: 4, label: 'it' } };
const message = is10
  ? { tenant: '', message: { messageId: randomUUID(), contextId: '', taskId: '', role: 1, parts: [{ content: { $case: 'data', value: data }, filename: '', mediaType: '' }], extensions: [], referenceTaskIds: [] } }
  : { message: { kind: 'message', messageId: randomUUID(), role: 'user', parts: [{ kind: 'data', data }] } };

/** An event in words that are the same in both revisions. */
const read = (event) => {
  const [kind, value] = is10 ? [event.payload.$case, event.payload.value] : [event.kind, event];
  const text = (said) => is10 ? said.parts[0].content.value : said.parts[0].text;
  if (kind === 'task') return { task: value.id, said: (value.history ?? []).filter((one) => is10 ? one.role === 2 : one.role === 'agent').map(text) };
  if (kind === 'statusUpdate' || kind === 'status-update') return { said: value.status.message ? [text(value.status.message)] : [], state: is10 ? value.status.state : value.status.state };
  return { said: [], artifact: value.artifact.name };
};

let task;
for await (const event of client.sendMessageStream(message)) {
  const { task: id, said } = read(event);
  task ??= id;
  if (said.includes('Second 1')) break;
}
const events = [];
for await (const event of client.resubscribeTask({ id: task, tenant: '' })) events.push(read(event));
say({ first: Object.keys(events[0]), said: events.flatMap((event) => event.said), artifacts: events.filter((event) => event.artifact).length, last: events.at(-1).state });
