// usage: node card.mjs AGENT API_KEY
// Checks the signatures of an agent's cards: as the A2A project's client does, and by hand with jose over all that a card says.
import { createRemoteJWKSet, flattenedVerify } from 'jose';
import { verifyAgentCardSignature } from '@a2a-js/sdk';
import { say } from './browser.mjs';

console.debug = () => {}; // the SDK tells of every signature that does not fit
const [agent, key] = process.argv.slice(2);
const fetched = async (url, headers) => (await fetch(url, { headers })).json();
const keyOf = async (kid, jku) => (await fetched(jku)).keys.find((one) => one.kid === kid);
const verdictOf = (check) => check.then(() => 'good', () => 'bad');
// Of a card as it came: one that AgentCard.fromJSON has read already loses its security schemes in there.
const bySdk = (card) => verdictOf(verifyAgentCardSignature(keyOf)(card));

const sorted = (value) => Array.isArray(value) ? value.map(sorted)
  : value && typeof value === 'object' ? Object.fromEntries(Object.keys(value).sort().map((name) => [name, sorted(value[name])])) : value;
const byHand = ({ signatures, ...card }) => {
  const payload = Buffer.from(JSON.stringify(sorted(card))).toString('base64url');
  const keys = createRemoteJWKSet(new URL(JSON.parse(Buffer.from(signatures[0].protected, 'base64url')).jku));
  return verdictOf(Promise.any(signatures.map((one) => flattenedVerify({ ...one, payload }, keys))));
};

const card = `${agent}/.well-known/agent-card.json`;
for (const version of ['1.0', '0.3', '']) {
  const read = await fetched(card, version ? { 'a2a-version': version } : {});
  say({ version, bySdk: version === '0.3' ? null : await bySdk(read), byHand: await byHand(read), tampered: await byHand({ ...read, name: 'Another' }) });
}
const extended = await fetched(`${agent}/extendedAgentCard`, { 'a2a-version': '1.0', authorization: `Bearer ${key}` });
say({ version: 'extended', bySdk: await bySdk(extended), byHand: await byHand(extended), tampered: await bySdk({ ...extended, name: 'Another' }) });
