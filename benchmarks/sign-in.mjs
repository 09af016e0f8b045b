// Gets tokens the way every client does: registers, signs in at the page, consents, redeems the code.
import { createHash, randomBytes } from 'node:crypto';

const form = fields => new URLSearchParams(fields);
const redirect = 'http://127.0.0.1:9/callback';

/** Reads a page's form: where it posts to, and its hidden fields. */
function readForm(html, base) {
  const decode = text => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#x2B;', '+');
  const action = /<form[^>]*action="([^"]*)"/.exec(html)?.[1];
  const hidden = [...html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([tag]) =>
    [/name="([^"]*)"/.exec(tag)[1], decode(/value="([^"]*)"/.exec(tag)?.[1] ?? '')]);
  return { action: new URL(decode(action ?? ''), base), fields: Object.fromEntries(hidden) };
}

/** One registered client and one person's browser, which stays signed in. */
export class SignIn {
  #cookies = new Map();
  #client;

  constructor({ url, email, password }) {
    Object.assign(this, { url, email, password });
  }

  /** Goes from the authorization request to the code, through whatever pages there are. */
  async code() {
    this.#client ??= await (await fetch(`${this.url}/oauth/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ client_name: 'bench', redirect_uris: [redirect], token_endpoint_auth_method: 'none' }),
    })).json();
    const verifier = randomBytes(32).toString('base64url');
    let address = `${this.url}/oauth/authorize?${form({
      response_type: 'code', client_id: this.#client.client_id, redirect_uri: redirect, state: 's', resource: `${this.url}/mcp`,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256',
    })}`;

    for (let step = 0; step < 10; step++) {
      let page = await this.#browse(address);
      if (page.status === 200) {
        const { action, fields } = readForm(await page.text(), address);
        const answer = address.pathname === '/signin' ? { email: this.email, password: this.password } : { decision: 'allow' };
        page = await this.#browse(action, form({ ...fields, ...answer }));
      }
      address = new URL(page.headers.get('location') ?? '', address);
      const code = address.searchParams.get('code');
      if (code) return { code, verifier };
    }
    throw new Error('the sign-in went round in circles');
  }

  /** Redeems a code, once. */
  redeem = ({ code, verifier }) => this.#token({ grant_type: 'authorization_code', code, redirect_uri: redirect, code_verifier: verifier });

  refresh = token => this.#token({ grant_type: 'refresh_token', refresh_token: token });

  async #token(fields) {
    const answer = await fetch(`${this.url}/oauth/token`, { method: 'POST', body: form({ ...fields, client_id: this.#client.client_id, resource: `${this.url}/mcp` }) });
    return { status: answer.status, ...await answer.json() };
  }

  async #browse(address, body) {
    const headers = { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '), origin: this.url };
    const response = await fetch(address, { method: body ? 'POST' : 'GET', body, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
      this.#cookies.set(name, value);
    }
    return response;
  }
}

export async function accessToken(demo) {
  const person = new SignIn(demo);
  return (await person.redeem(await person.code())).access_token;
}
