// usage: node smtp.mjs PORT FOLDER USER PASSWORD
// A real mail server that takes mail over TLS from whoever signs in, and says each as it came.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { say } from './browser.mjs';

const [port, folder, user, password] = process.argv.slice(2);
const [cert, key] = ['cert.pem', 'key.pem'].map(name => readFileSync(join(folder, name)));
new SMTPServer({
  cert, key, authMethods: ['PLAIN', 'LOGIN'],
  onAuth: (auth, session, done) => auth.username === user && auth.password === password && session.secure ? done(null, { user }) : done(new Error('no')),
  onRcptTo: ({ address }, _, done) => done(address.startsWith('nobody@') ? Object.assign(new Error('No such mailbox'), { responseCode: 550 }) : null),
  async onData(stream, session, done) {
    const chunks = [];
    for await (const chunk of stream) chunks.push(chunk);
    say({ from: session.envelope.mailFrom.address, to: session.envelope.rcptTo.map(one => one.address), secure: session.secure, message: Buffer.concat(chunks).toString() });
    done();
  },
}).listen(Number(port), '127.0.0.1');
