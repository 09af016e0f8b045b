// usage: node server.mjs PORT [DATABASE_URL] — an agent that gives back what it is sent, on the A2A project's Node SDK: its tasks are in
// Postgres, in the SDK's own store, or in memory where no database is named. Its events are those of the backend's `echo`.
import { AgentEvent, DefaultRequestHandler, InMemoryTaskStore } from '@a2a-js/sdk/server';
import { DatabaseTaskStore } from '@a2a-js/sdk/server/database';
import { jsonRpcHandler, UserBuilder } from '@a2a-js/sdk/server/express';
import express from 'express';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';

const [port, database] = process.argv.slice(2);
const [submitted, working, completed] = [1, 2, 3];

const echo = {
  async execute({ taskId, contextId, userMessage }, bus) {
    const status = state => ({ state, message: undefined, timestamp: new Date().toISOString() });
    bus.publish(AgentEvent.task({ id: taskId, contextId, status: status(submitted), artifacts: [], history: [userMessage], metadata: undefined }));
    bus.publish(AgentEvent.statusUpdate({ taskId, contextId, status: status(working), metadata: undefined }));
    bus.publish(AgentEvent.artifactUpdate({
      taskId, contextId, append: false, lastChunk: true, metadata: undefined,
      artifact: { artifactId: userMessage.messageId, name: 'echo', description: '', parts: userMessage.parts, metadata: undefined, extensions: [] },
    }));
    bus.publish(AgentEvent.statusUpdate({ taskId, contextId, status: status(completed), metadata: undefined }));
    bus.finished();
  },
  async cancelTask() {},
};

const card = {
  name: 'echo', description: 'Gives back what you send.', version: '1.0.0', provider: undefined, documentationUrl: undefined, iconUrl: undefined,
  supportedInterfaces: [{ url: `http://127.0.0.1:${port}/a2a`, protocolBinding: 'JSONRPC', protocolVersion: '1.0', tenant: '' }],
  capabilities: { streaming: true, pushNotifications: false, extendedAgentCard: false, extensions: [] },
  securitySchemes: {}, securityRequirements: [], defaultInputModes: ['text/plain'], defaultOutputModes: ['text/plain'], skills: [], signatures: [],
};
const store = database
  ? new DatabaseTaskStore(new Kysely({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: database, max: 10 }) }) }))
  : new InMemoryTaskStore();
const requestHandler = new DefaultRequestHandler(card, store, echo);
const app = express();
app.get('/', (_, response) => response.end());
app.use('/a2a', jsonRpcHandler({ requestHandler, userBuilder: UserBuilder.noAuthentication }));
app.listen(Number(port), '127.0.0.1');
