// usage: node openid-client.mjs ISSUER RESOURCE
// Discovery, registration, code, refresh and revocation as the library does them with all its checks on.
import * as oidc from 'openid-client';
import { redirectListener, say } from './browser.mjs';

const [issuer, resource] = process.argv.slice(2);
const redirect = await redirectListener();
const config = await oidc.dynamicClientRegistration(new URL(issuer), {
  client_name: 'openid-client',
  redirect_uris: [redirect.url],
  grant_types: ['authorization_code', 'refresh_token'],
  token_endpoint_auth_method: 'client_secret_basic',
}, oidc.ClientSecretBasic(), { algorithm: 'oauth2', execute: [oidc.allowInsecureRequests] });

const [pkceCodeVerifier, expectedState] = [oidc.randomPKCECodeVerifier(), oidc.randomState()];
say({ authorize: oidc.buildAuthorizationUrl(config, {
  redirect_uri: redirect.url, resource, state: expectedState, scope: 'profile',
  code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier), code_challenge_method: 'S256',
}).href });

const first = await oidc.authorizationCodeGrant(config, await redirect.answer(), { pkceCodeVerifier, expectedState }, { resource });
say({ granted: first.scope, works: await works(first.access_token) });

const second = await oidc.refreshTokenGrant(config, first.refresh_token, { resource });
say({ refreshed: second.refresh_token !== first.refresh_token, works: await works(second.access_token) });

await oidc.tokenRevocation(config, second.refresh_token);
say({ revoked: true, works: await works(second.access_token) });
redirect.close();

async function works(token) {
  return (await fetch(`${issuer}/api/me`, { headers: { authorization: `Bearer ${token}` } })).status;
}
