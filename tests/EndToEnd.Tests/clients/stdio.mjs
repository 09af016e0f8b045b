// usage: node stdio.mjs sdk-1|client-2 PROGRAM [URL]   with ACTORS_API_KEY; says what it saw in JSON lines
const [, , which, program, url] = process.argv;
const client = which === 'sdk-1' ? await import('@modelcontextprotocol/sdk/client/index.js') : await import('@modelcontextprotocol/client');
const stdio = which === 'sdk-1' ? await import('@modelcontextprotocol/sdk/client/stdio.js') : await import('@modelcontextprotocol/client/stdio');

const args = ['mcp', '--stdio', ...(url ? ['--url', url] : [])];
const transport = new stdio.StdioClientTransport({ command: program, args, env: process.env, stderr: 'inherit' });
const mcp = new client.Client({ name: which, version: '1.0.0' }, which === 'sdk-1' ? {} : { versionNegotiation: { mode: 'auto' } });
mcp.onerror = error => console.log(JSON.stringify({ error: error.message }));
await mcp.connect(transport);
const { tools } = await mcp.listTools();
console.log(JSON.stringify({ tools: tools.map(tool => tool.name) }));
const set = await mcp.callTool({ name: 'set_goal', arguments: { type: 'reading', target: 3, unit: 'books' } });
console.log(JSON.stringify({ set: set.structuredContent.goal.type }));
const listed = await mcp.callTool({ name: 'list_goals', arguments: {} });
console.log(JSON.stringify({ listed: listed.structuredContent.goals.map(goal => goal.type) }));
await mcp.close();
