import { SMTPServer } from 'smtp-server';

/** A mail that the peer took. */
export interface TakenMail {
	/** Where it returns to. */
	from: string;
	to: string;
	raw: string;
}

/** A real SMTP server for tests, with answers of its own for some receivers. */
export interface SmtpPeer {
	url: string;
	taken: TakenMail[];
	/** What it answers to RCPT TO of an address, once for each entry; afterwards it takes mail. */
	refuse: Map<string, { code: number; text: string }[]>;
	/** What it answers to the mail itself. */
	refuseMail: Map<string, { code: number; text: string }>;
	/** Receivers after whose mail it hangs up without an answer, though it keeps the mail. */
	hangUp: Set<string>;
	close(): Promise<void>;
}

/** Starts the peer on a free port of this machine. */
export function smtpPeer(): Promise<SmtpPeer> {
	const peer = {
		taken: [] as TakenMail[],
		refuse: new Map(),
		refuseMail: new Map(),
		hangUp: new Set(),
	} as unknown as SmtpPeer;
	const server = new SMTPServer({
		disabledCommands: ['AUTH', 'STARTTLS'],
		onRcptTo({ address }, _session, done) {
			const answer = peer.refuse.get(address)?.shift();
			if (answer) done(Object.assign(new Error(answer.text), { responseCode: answer.code }));
			else done();
		},
		onData(stream, session, done) {
			const parts: Buffer[] = [];
			stream.on('data', (part: Buffer) => parts.push(part));
			stream.on('end', () => {
				const to = session.envelope.rcptTo[0]?.address ?? '';
				const answer = peer.refuseMail.get(to);
				if (answer) return done(Object.assign(new Error(answer.text), { responseCode: answer.code }));
				const { mailFrom } = session.envelope;
				peer.taken.push({ from: mailFrom ? mailFrom.address : '', to, raw: Buffer.concat(parts).toString() });
				if (peer.hangUp.has(to)) {
					const { connections } = server as unknown as {
						connections: Set<{ session: { id: string }; _socket: { destroy(): void } }>;
					};
					for (const one of connections) if (one.session.id === session.id) one._socket.destroy();
					return;
				}
				done();
			});
		},
	});
	server.on('error', () => undefined);
	return new Promise((resolve) => {
		const listening = server.listen(0, '127.0.0.1', () => {
			const { port } = listening.address() as { port: number };
			peer.url = `smtp://127.0.0.1:${port}?from=hello@brand.example`;
			peer.close = () => new Promise((done) => server.close(() => done()));
			resolve(peer);
		});
	});
}
