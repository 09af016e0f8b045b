// What checking an access token costs, in the gateway's own code without HTTP.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

export function measure({ published }) {
  const { first, again } = JSON.parse(execFileSync(join(published, 'tokens/tokens')));
  return { 'first check of a token, CPU µs (aim: 60 or less)': first, 'a repeat, CPU µs (aim: 3 or less)': again };
}
