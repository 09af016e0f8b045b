/** Registers a client as an admin does, by the REST interface. */
export async function registerClient(issuer, apiKey, metadata) {
  const answer = await fetch(`${issuer}/api/clients`, {
    method: 'POST', headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' }, body: JSON.stringify(metadata),
  });
  if (!answer.ok) throw new Error(`The registration was refused: ${answer.status} ${await answer.text()}`);
  return answer.json();
}
