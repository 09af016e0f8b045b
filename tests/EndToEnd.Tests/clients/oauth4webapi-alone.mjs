// usage: node oauth4webapi-alone.mjs ISSUER RESOURCE API_KEY
// The same as openid-client-alone.mjs, but the program proves who it is by a key of its own (private_key_jwt).
import * as oauth from 'oauth4webapi';
import { say } from './browser.mjs';
import { registerClient } from './register.mjs';

const [issuer, resource, apiKey] = process.argv.slice(2);
const loopback = { [oauth.allowInsecureRequests]: true };
const keys = await oauth.generateKeyPair('ES256');
const { client: registered } = await registerClient(issuer, apiKey, {
  name: 'oauth4webapi', scopes: ['fitness:read', 'profile'], authenticationMethod: 'private_key_jwt',
  keys: JSON.stringify({ keys: [await crypto.subtle.exportKey('jwk', keys.publicKey)] }),
});
const client = { client_id: registered.id };
const server = await oauth.processDiscoveryResponse(new URL(issuer), await oauth.discoveryRequest(new URL(issuer), { algorithm: 'oauth2', ...loopback }));

const tokens = await oauth.processClientCredentialsResponse(server, client, await oauth.clientCredentialsGrantRequest(
  server, client, oauth.PrivateKeyJwt(keys.privateKey), new URLSearchParams({ resource, scope: 'fitness:read' }), loopback));
const introspect = async token => oauth.processIntrospectionResponse(server, client,
  await oauth.introspectionRequest(server, client, oauth.PrivateKeyJwt(keys.privateKey), token, loopback));
say({
  granted: tokens.scope, refreshable: 'refresh_token' in tokens, introspected: await introspect(tokens.access_token), client: client.client_id,
  madeUp: (await introspect('made-up')).active,
});
