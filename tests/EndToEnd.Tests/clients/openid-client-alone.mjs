// usage: node openid-client-alone.mjs ISSUER RESOURCE API_KEY
// A program that acts for itself with a secret: client credentials and introspection, with all the library's checks on.
import * as oidc from 'openid-client';
import { say } from './browser.mjs';
import { registerClient } from './register.mjs';

const [issuer, resource, apiKey] = process.argv.slice(2);
const { client, secret } = await registerClient(issuer, apiKey, { name: 'openid-client', scopes: ['fitness:read', 'profile'] });
const config = await oidc.discovery(new URL(issuer), client.id, undefined, oidc.ClientSecretBasic(secret), { algorithm: 'oauth2', execute: [oidc.allowInsecureRequests] });

const tokens = await oidc.clientCredentialsGrant(config, { resource, scope: 'fitness:read' });
const token = await oidc.tokenIntrospection(config, tokens.access_token);
const noToken = await oidc.tokenIntrospection(config, 'made-up');
say({ granted: tokens.scope, refreshable: 'refresh_token' in tokens, introspected: token, client: client.id, madeUp: noToken.active });
