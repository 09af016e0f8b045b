// usage: node oauth4webapi.mjs ISSUER RESOURCE
// The same way as openid-client.mjs, a step at a time, and the access token is verified as a resource server would.
import * as oauth from 'oauth4webapi';
import { redirectListener, say } from './browser.mjs';

const [issuer, resource] = process.argv.slice(2);
const loopback = { [oauth.allowInsecureRequests]: true };
const redirect = await redirectListener();
const server = await oauth.processDiscoveryResponse(new URL(issuer), await oauth.discoveryRequest(new URL(issuer), { algorithm: 'oauth2', ...loopback }));
const client = await oauth.processDynamicClientRegistrationResponse(await oauth.dynamicClientRegistrationRequest(server, {
  client_name: 'oauth4webapi', redirect_uris: [redirect.url], grant_types: ['authorization_code', 'refresh_token'], token_endpoint_auth_method: 'none',
}, loopback));

const [verifier, state] = [oauth.generateRandomCodeVerifier(), oauth.generateRandomState()];
const authorize = new URL(server.authorization_endpoint);
authorize.search = new URLSearchParams({
  response_type: 'code', client_id: client.client_id, redirect_uri: redirect.url, resource, state, scope: 'profile',
  code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
});
say({ authorize: authorize.href });

const answer = oauth.validateAuthResponse(server, client, await redirect.answer(), state);
const additionalParameters = { resource };
const first = await oauth.processAuthorizationCodeResponse(server, client,
  await oauth.authorizationCodeGrantRequest(server, client, oauth.None(), answer, redirect.url, verifier, { ...loopback, additionalParameters }));
say({ granted: first.scope, works: await works(first.access_token) });

const { sub, aud, scope } = await oauth.validateJwtAccessToken(server, new Request(resource, { headers: { authorization: `Bearer ${first.access_token}` } }), resource, loopback);
say({ verified: Boolean(sub) && aud === resource && scope === 'profile' });

const second = await oauth.processRefreshTokenResponse(server, client,
  await oauth.refreshTokenGrantRequest(server, client, oauth.None(), first.refresh_token, { ...loopback, additionalParameters }));
say({ refreshed: second.refresh_token !== first.refresh_token, works: await works(second.access_token) });

await oauth.processRevocationResponse(await oauth.revocationRequest(server, client, oauth.None(), second.refresh_token, loopback));
say({ revoked: true, works: await works(second.access_token) });
redirect.close();

async function works(token) {
  return (await fetch(resource, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'oauth4webapi', version: '1' } } }),
  })).status;
}
