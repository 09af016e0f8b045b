// The processes that are measured, and the one call they are measured by. Whatever is still running when the program ends is killed.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

export const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));
export const round = (number, digits = 2) => Number(number.toFixed(digits));
export const people = 64;

export const freePort = () => new Promise(resolve => {
  const server = createServer().listen(0, '127.0.0.1', () => { const { port } = server.address(); server.close(() => resolve(port)); });
});

const children = new Set();
process.on('exit', () => children.forEach(child => child.kill('SIGKILL')));

function demandRunning(child) {
  if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${child.spawnfile} ended with ${child.exitCode ?? child.signalCode}`);
}

/** Starts a process that listens on a port and times it until it answers 200 at `ready`. */
export async function start(command, args, port, ready, env = {}) {
  const begun = performance.now();
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit'] });
  children.add(child);
  for (;;) {
    demandRunning(child);
    const answer = await fetch(`http://127.0.0.1:${port}${ready}`).catch(() => null);
    if (answer?.ok || (answer && ready === '/')) return { child, milliseconds: performance.now() - begun };
    await sleep(2);
  }
}

export async function stop({ child }) {
  const ended = new Promise(resolve => child.on('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

/** Starts a process of the backend, by default one that does all, and waits for the demo people if it is to make them. */
export async function startActors(program, data, { env = {}, demo = true } = {}) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const file = join(data, 'demo.json');
  const started = await start(program, ['--urls', url], port, '/readyz', {
    ASPNETCORE_ENVIRONMENT: 'Development', Actors__PublicUrl: url, Actors__MasterKeyFile: join(data, 'master.key'),
    ...(demo ? { Actors__DemoFile: file, Actors__DemoPeople: `${people}` } : {}), Logging__LogLevel__Default: 'Warning', ...env,
  });
  while (demo && !existsSync(file)) {
    demandRunning(started.child);
    await sleep(50);
  }
  return { ...started, url, demo: demo ? JSON.parse(readFileSync(file, 'utf8')) : null };
}

/** A peer in .NET, published beside the others, which answers at /mcp. */
export async function startPeer({ published }, name, args) {
  const port = await freePort();
  return { ...await start(join(published, name, name), ['--urls', `http://127.0.0.1:${port}`, ...args], port, '/healthz'), url: `http://127.0.0.1:${port}/mcp` };
}

/** An empty ASP.NET Core app, which answers at /mcp with a file if it is given one. */
export const startBare = (bench, args) => startPeer(bench, 'bare', args);

const meta = { 'io.modelcontextprotocol/protocolVersion': '2026-07-28', 'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1' }, 'io.modelcontextprotocol/clientCapabilities': {} };

/** One request as MCP 2026-07-28 has it; `name` is that of the tool, if it is for one. */
export const request = (token, method, params, name) => ({
  headers: {
    authorization: `Bearer ${token}`, 'content-type': 'application/json', accept: 'application/json, text/event-stream',
    'mcp-protocol-version': '2026-07-28', 'mcp-method': method, ...(name && { 'mcp-name': name }),
  },
  body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { ...params, _meta: meta } }),
});

export const call = (token, name, args) => request(token, 'tools/call', { name, arguments: args }, name);
