// Started by ./bench, which builds what is measured and gives the paths. Runs the parts that were asked for, one after the other, each
// with processes of its own, and prints what each found.
import { parseArgs } from 'node:util';
import { startActors } from './processes.mjs';

const option = { type: 'string' };
const { values: given } = parseArgs({
  options: { parts: option, seconds: option, program: option, published: option, pgbench: option, psql: option, data: option },
});

/** What every part is given: where things are, and how to start the backend, or another program that is it with more. */
const bench = {
  ...given,
  seconds: Number(given.seconds),
  launch: (env, program = given.program) => startActors(program, given.data, { env: { Actors__SignInsPerMinute: '100000', Actors__RegistrationsPerMinute: '100000', ...env } }),
};

for (const name of given.parts.split(' ')) {
  const { measure } = await import(`./parts/${name}.mjs`);
  for (const table of [await measure(bench)].flat()) {
    console.log(`\n${name}`);
    console.table(table);
  }
}
process.exit(0);
