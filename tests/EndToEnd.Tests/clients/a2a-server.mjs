// usage: node a2a-server.mjs PORT KEY
// Servers of the A2A project's JavaScript libraries, old and new, for whoever sends "Bearer KEY": an agent that repeats, asks, tells or takes its time.
import express from 'express';
import { TaskState } from '@a2a-js/sdk';
import { AgentEvent, DefaultRequestHandler, InMemoryTaskStore } from '@a2a-js/sdk/server';
import { jsonRpcHandler, restHandler, UserBuilder } from '@a2a-js/sdk/server/express';
import * as old from 'a2a-js-sdk-0.3/server';
import * as oldExpress from 'a2a-js-sdk-0.3/server/express';
import { say } from './browser.mjs';

const [port, key] = process.argv.slice(2);
const base = `http://127.0.0.1:${port}`;

const pause = () => new Promise((go) => setTimeout(go, 200));
const listeners = [];

/** What the agent does, told by the words of each library. */
const executor = (words) => {
  const canceled = new Set();
  return {
    async execute({ userMessage, taskId, contextId, task }, bus) {
      const text = words.read(userMessage.parts[0]);
      say({ got: text, messageId: userMessage.messageId });
      if (!task) bus.publish(words.task(taskId, contextId, userMessage));
      if (text === 'ask') bus.publish(words.status(taskId, contextId, 'INPUT_REQUIRED', 'For how many?'));
      else if (text === 'forever') {
        bus.publish(words.status(taskId, contextId, 'WORKING'));
        while (!canceled.has(taskId)) await pause();
      } else {
        if (text === 'tell') {
          // Says each thing only to somebody who listens, and cuts their stream in the middle.
          for (const [thing, listener] of [['one', 1], ['two', 1], ['three', 2]]) {
            while (listeners.length < listener) await pause();
            await pause();
            bus.publish(words.status(taskId, contextId, 'WORKING', thing));
            await pause();
            if (thing === 'two') listeners[0].destroy();
          }
        }
        if (text === 'slow') {
          bus.publish(words.status(taskId, contextId, 'WORKING'));
          for (let i = 0; i < 20 && !canceled.has(taskId); i++) await pause();
        }
        if (!canceled.has(taskId)) {
          bus.publish(words.artifact(taskId, contextId, text));
          bus.publish(words.status(taskId, contextId, 'COMPLETED'));
        }
      }
      bus.finished();
    },
    async cancelTask(taskId, bus) {
      say({ canceled: taskId });
      canceled.add(taskId);
      bus.publish(words.status(taskId, '', 'CANCELED'));
      bus.finished();
    },
  };
};

const part = (text) => ({ content: { $case: 'text', value: text }, filename: '', mediaType: '', metadata: undefined });
const status = (state, text, taskId, contextId) => ({
  state: TaskState[`TASK_STATE_${state}`], timestamp: new Date().toISOString(),
  message: text && { messageId: crypto.randomUUID(), role: 2, parts: [part(text)], taskId, contextId, extensions: [], referenceTaskIds: [], metadata: undefined },
});
const words10 = {
  read: (one) => one.content.value,
  task: (id, contextId, message) => AgentEvent.task({ id, contextId, status: status('SUBMITTED'), history: [message], artifacts: [], metadata: undefined }),
  status: (taskId, contextId, state, text) => AgentEvent.statusUpdate({ taskId, contextId, status: status(state, text, taskId, contextId), metadata: undefined }),
  artifact: (taskId, contextId, text) => AgentEvent.artifactUpdate({ taskId, contextId, append: false, lastChunk: true, metadata: undefined,
    artifact: { artifactId: 'said', name: 'said', description: '', parts: [part(text)], extensions: [], metadata: undefined } }),
};
const state03 = (state) => state.toLowerCase().replace('_', '-');
const status03 = (state, text) => ({
  state: state03(state), timestamp: new Date().toISOString(),
  message: text && { kind: 'message', messageId: crypto.randomUUID(), role: 'agent', parts: [{ kind: 'text', text }] },
});
const words03 = {
  read: (one) => one.text,
  task: (id, contextId, message) => ({ kind: 'task', id, contextId, status: status03('SUBMITTED'), history: [message] }),
  status: (taskId, contextId, state, text) => ({ kind: 'status-update', taskId, contextId, status: status03(state, text), final: state !== 'WORKING' }),
  artifact: (taskId, contextId, text) => ({ kind: 'artifact-update', taskId, contextId, lastChunk: true, artifact: { artifactId: 'said', name: 'said', parts: [{ kind: 'text', text }] } }),
};

const about = { name: 'Parrot', description: 'Repeats.', version: '1.0.0', capabilities: { streaming: true }, defaultInputModes: ['text/plain'], defaultOutputModes: ['text/plain'], skills: [{ id: 'repeat', name: 'Repeat', description: 'Repeats.', tags: ['test'] }] };
const card = (binding, path) => ({ ...about, supportedInterfaces: [{ url: `${base}${path}`, protocolBinding: binding, protocolVersion: '1.0' }] });
const card03 = { ...about, url: `${base}/old`, preferredTransport: 'JSONRPC', protocolVersion: '0.3.0' };
const handler = new DefaultRequestHandler({ ...about, supportedInterfaces: [...card('JSONRPC', '/rpc').supportedInterfaces, ...card('HTTP+JSON', '/rest').supportedInterfaces], securitySchemes: {}, securityRequirements: [], signatures: [] }, new InMemoryTaskStore(), executor(words10));
const handler03 = new old.DefaultRequestHandler(card03, new old.InMemoryTaskStore(), executor(words03));

const app = express();
app.get('/rpc.json', (_, response) => response.json(card('JSONRPC', '/rpc')));
app.get('/rest.json', (_, response) => response.json(card('HTTP+JSON', '/rest')));
app.get('/old.json', (_, response) => response.json(card03));
app.get('/old-rest.json', (_, response) => response.json({ ...card03, url: `${base}/old-rest`, preferredTransport: 'HTTP+JSON' }));
app.get('/inward.json', (_, response) => response.json({ ...card03, url: 'https://10.0.0.1/' }));
app.get('/elsewhere.json', (_, response) => response.redirect('/rpc.json'));
app.get('/large.json', (_, response) => response.json({ ...card03, padding: 'x'.repeat(70_000) }));
app.use((request, response, next) => request.get('authorization') === `Bearer ${key}` ? next() : response.status(401).json({}));
let busy = true; // whoever follows a task is turned away once
app.get('/rest/tasks/:id', (_, response, next) => {
  if (!busy) return next();
  busy = false;
  response.status(503).json({ error: { code: 503, status: 'UNAVAILABLE', message: 'Too much to do.' } });
});
app.use(express.json({ type: () => true }), (request, response, next) => {
  if (/subscribe$/.test(request.body?.method ?? request.path) || request.body?.method === 'SubscribeToTask') listeners.push(response);
  next();
});
app.use('/rpc', jsonRpcHandler({ requestHandler: handler, userBuilder: UserBuilder.noAuthentication }));
app.use('/rest', restHandler({ requestHandler: handler, userBuilder: UserBuilder.noAuthentication }));
app.use('/old-rest', oldExpress.restHandler({ requestHandler: handler03, userBuilder: oldExpress.UserBuilder.noAuthentication }));
app.use('/old', oldExpress.jsonRpcHandler({ requestHandler: handler03, userBuilder: oldExpress.UserBuilder.noAuthentication }));
app.listen(Number(port), '127.0.0.1', () => say({ listening: base }));
