// The part of an MCP client that its user's application supplies: where tokens are kept, and how a browser is opened.
// Here a file keeps them, and "opening a browser" is a line on standard output that the test reads.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { redirectListener, say } from './browser.mjs';

/** An OAuthClientProvider whose memory outlives the process, listening for its redirect on a loopback port of its own. */
export async function signInProvider(file) {
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const keep = (name, value) => { kept[name] = value; writeFileSync(file, JSON.stringify(kept), { mode: 0o600 }); };

  const { url: redirectUrl, answer, close } = await redirectListener();
  const provider = {
    redirectUrl,
    clientMetadata: {
      client_name: 'Foreign client',
      redirect_uris: [redirectUrl],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    },
    state: () => 'state-of-the-test',
    clientInformation: () => kept.client,
    saveClientInformation: client => keep('client', client),
    tokens: () => kept.tokens,
    saveTokens: tokens => keep('tokens', tokens),
    codeVerifier: () => kept.verifier,
    saveCodeVerifier: verifier => keep('verifier', verifier),
    redirectToAuthorization: url => say({ authorize: url.href }),
  };
  return { provider, redirected: async () => (await answer()).searchParams, close };
}

/** Connects, signing in when the server asks for it, runs the calls and says what came back. */
export async function run({ connect, isUnauthorized, finishAuth }) {
  const [url, file, calls] = process.argv.slice(2);
  const { provider, redirected, close } = await signInProvider(file);
  let session;
  try {
    session = await connect(new URL(url), provider);
  } catch (error) {
    if (!isUnauthorized(error)) throw error;
    await finishAuth(error, await redirected());
    session = await connect(new URL(url), provider);
  }
  say({ protocol: session.protocol() });
  say({ tools: (await session.client.listTools()).tools.map(tool => tool.name) });
  for (const [name, args] of JSON.parse(calls ?? '[]')) {
    say({ call: name, result: await session.client.callTool({ name, arguments: args }) });
  }
  await session.client.close();
  close();
}
