// usage: node server.mjs PORT ANSWER_FILE — one tool, `whoami`, stateless, a server per request as the SDK's examples do.
import { readFileSync } from 'node:fs';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import express from 'express';

const [port, file] = process.argv.slice(2);
const { structuredContent } = JSON.parse(readFileSync(file, 'utf8')).result;

const app = express().use(express.json());
app.post('/mcp', async (request, response) => {
  const server = new McpServer({ name: 'peer', version: '1.0.0' });
  server.registerTool('whoami', { description: 'Tells who you are here.' }, () => ({
    content: [{ type: 'text', text: JSON.stringify(structuredContent) }],
    structuredContent,
  }));
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined, enableJsonResponse: true });
  response.on('close', () => { transport.close(); server.close(); });
  await server.connect(transport);
  await transport.handleRequest(request, response, request.body);
});
app.listen(Number(port), '127.0.0.1');
