// The part of an MCP client that its user's application supplies: where tokens are kept, and how a browser is opened.
// Here a file keeps them, and "opening a browser" is a line on standard output that the test reads.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { dirname, join } from 'node:path';
import { redirectListener, say } from './browser.mjs';

/** An OAuthClientProvider whose memory outlives the process, listening for its redirect on a loopback port of its own. */
async function signInProvider(file, manner) {
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const keep = (name, value) => { kept[name] = value; writeFileSync(file, JSON.stringify(kept), { mode: 0o600 }); };

  const { url: redirectUrl, answer, close } = await redirectListener();
  const provider = {
    redirectUrl,
    clientMetadata: {
      client_name: 'Foreign client',
      redirect_uris: [redirectUrl],
      grant_types: manner === 'no-refresh' ? ['authorization_code'] : ['authorization_code', 'refresh_token'],
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
  const description = manner === 'described' ? await describe(provider, dirname(file)) : undefined;
  return { provider, redirected: async () => (await answer()).searchParams, close: () => { close(); description?.close(); } };
}

/** Serves the client's description at the https address that is its id, with the certificate that lies in the folder. */
async function describe(provider, folder) {
  const [cert, key] = ['cert.pem', 'key.pem'].map(name => readFileSync(join(folder, name)));
  const site = createServer({ cert, key }, (_, response) => response
    .setHeader('content-type', 'application/json')
    .end(JSON.stringify({ client_id: provider.clientMetadataUrl, ...provider.clientMetadata })));
  await new Promise(resolve => site.listen(0, '127.0.0.1', resolve));
  provider.clientMetadataUrl = `https://127.0.0.1:${site.address().port}/client.json`;
  return site;
}

/** Connects, signing in when the server asks for it, runs the calls, stepping up when one needs more, and says what came back. */
export async function run({ connect, isUnauthorized, finishAuth }) {
  const [url, file, calls, , manner] = process.argv.slice(2);
  const { provider, redirected, close } = await signInProvider(file, manner);
  const orSignIn = async act => {
    try {
      return await act();
    } catch (error) {
      if (!isUnauthorized(error)) throw error;
      await finishAuth(error, await redirected());
      return act();
    }
  };
  const session = await orSignIn(() => connect(new URL(url), provider));
  say({ protocol: session.protocol(), client: provider.clientInformation()?.client_id, granted: provider.tokens().scope });
  say({ tools: (await session.client.listTools()).tools.map(tool => tool.name) });
  for (const [name, args] of JSON.parse(calls ?? '[]')) {
    say({ call: name, result: await orSignIn(() => session.client.callTool({ name, arguments: args })), scope: provider.tokens().scope });
  }
  await session.client.close();
  close();
}
