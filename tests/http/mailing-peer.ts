/** An SMTP server in a process of its own. Prints its port, and the receiver of every mail that it took, as soon as it has it. */
import { SMTPServer } from 'smtp-server';

const quiet = process.argv[2] === 'quiet';
let taken = 0;
const server = new SMTPServer({
	disabledCommands: ['AUTH', 'STARTTLS'],
	disableReverseLookup: true,
	onData(stream, session, done) {
		stream.on('end', () => {
			taken++;
			if (!quiet) process.stdout.write(`${session.envelope.rcptTo[0]?.address}\n`);
			done();
		});
		stream.resume();
	},
});
// Whoever is killed in the middle of a sentence is no reason to stop listening to others.
server.on('error', () => undefined);
const listening = server.listen(0, '127.0.0.1', () => {
	process.stdout.write(`port ${(listening.address() as { port: number }).port}\n`);
});
process.on('SIGTERM', () => {
	process.stdout.write(`taken ${taken}\n`, () => process.exit(0));
});
