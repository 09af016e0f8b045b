// Gets an access token the way every client does: registers, signs in at the page, consents, redeems the code.
import { createHash, randomBytes } from 'node:crypto';

const form = fields => new URLSearchParams(fields);

/** Reads a page's form: where it posts to, and its hidden fields. */
function readForm(html, base) {
  const decode = text => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#x2B;', '+');
  const action = /<form[^>]*action="([^"]*)"/.exec(html)?.[1];
  const hidden = [...html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([tag]) =>
    [/name="([^"]*)"/.exec(tag)[1], decode(/value="([^"]*)"/.exec(tag)?.[1] ?? '')]);
  return { action: new URL(decode(action ?? ''), base), fields: Object.fromEntries(hidden) };
}

export async function accessToken({ url, email, password }) {
  const cookies = new Map();
  async function browse(address, body) {
    const headers = { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), origin: url };
    const response = await fetch(address, { method: body ? 'POST' : 'GET', body, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
      cookies.set(name, value);
    }
    return response;
  }

  const redirect = 'http://127.0.0.1:9/callback';
  const client = await (await fetch(`${url}/oauth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_name: 'bench', redirect_uris: [redirect], token_endpoint_auth_method: 'none' }),
  })).json();
  const verifier = randomBytes(32).toString('base64url');
  let address = `${url}/oauth/authorize?${form({
    response_type: 'code', client_id: client.client_id, redirect_uri: redirect, state: 's', resource: `${url}/mcp`,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256',
  })}`;

  for (let step = 0; step < 10; step++) {
    let page = await browse(address);
    if (page.status === 200) {
      const { action, fields } = readForm(await page.text(), address);
      const answer = address.pathname === '/signin' ? { email, password } : { decision: 'allow' };
      page = await browse(action, form({ ...fields, ...answer }));
    }
    address = new URL(page.headers.get('location') ?? '', address);
    const code = address.searchParams.get('code');
    if (!code) continue;
    const tokens = await fetch(`${url}/oauth/token`, {
      method: 'POST',
      body: form({ grant_type: 'authorization_code', code, redirect_uri: redirect, client_id: client.client_id, code_verifier: verifier, resource: `${url}/mcp` }),
    });
    return (await tokens.json()).access_token;
  }
  throw new Error('the sign-in went round in circles');
}
