// usage: node openid-client-device.mjs ISSUER RESOURCE
// A device without a browser: it shows a code, and waits until somebody lets it in elsewhere (RFC 8628).
// Looks for the server where OpenID providers have what they say of themselves.
import * as oidc from 'openid-client';
import { say } from './browser.mjs';

const [issuer, resource] = process.argv.slice(2);
const config = await oidc.dynamicClientRegistration(new URL(issuer), {
  client_name: 'A television',
  grant_types: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'],
  token_endpoint_auth_method: 'none',
}, oidc.None(), { algorithm: 'oidc', execute: [oidc.allowInsecureRequests] });

const shown = await oidc.initiateDeviceAuthorization(config, { resource, scope: 'profile' });
say({ device: shown.verification_uri, code: shown.user_code, expiresIn: shown.expires_in, interval: shown.interval });
const tokens = await oidc.pollDeviceAuthorizationGrant(config, shown, { resource });
const answer = await fetch(`${issuer}/api/me`, { headers: { authorization: `Bearer ${tokens.access_token}` } });
const next = await oidc.refreshTokenGrant(config, tokens.refresh_token, { resource });
say({ granted: tokens.scope, works: answer.status, refreshed: next.refresh_token !== tokens.refresh_token });
