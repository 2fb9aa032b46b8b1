import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { judge, type SmtpTrouble, type Verdict } from '#notification/server/sending/verdict.ts';

/** One conversation with the mail server after the other, over a connection that stays open. */
export interface Lane {
	/** Hands over one mail. Never throws; says exactly what is known of it. */
	deliver(from: string, to: string, mail: string): Promise<Verdict>;
	close(): void;
}

/** A minute of silence is the end of a connection. */
const patience = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 };

/**
 * Gives a maker of lanes to the mail server of this URL. The library's own pool is not used: it hands a mail over again
 * by itself when a connection ends, also when nobody knows whether the mail had been taken.
 */
export async function smtpLanes(smtpUrl: string): Promise<() => Lane> {
	const { createTransport } = await import('nodemailer');
	const { default: Connection } = await import('nodemailer/lib/smtp-connection');
	const { options } = createTransport(smtpUrl) as {
		options: SMTPConnection.Options & { auth?: { user: string; pass: string } };
	};
	return () => lane(Connection, { ...options, ...patience });
}

function lane(
	Connection: typeof SMTPConnection,
	options: SMTPConnection.Options & { auth?: { user: string; pass: string } },
): Lane {
	let open: Promise<SMTPConnection> | null = null;

	const connect = (): Promise<SMTPConnection> =>
		new Promise((resolve, reject) => {
			const connection = new Connection(options);
			// Also after the answer: a connection that breaks while nothing is said is simply made anew.
			connection.on('error', (error) => {
				open = null;
				reject(error);
			});
			connection.once('end', () => (open = null));
			connection.connect((error) => {
				if (error) return reject(error);
				const { auth } = options;
				if (!auth?.user) return resolve(connection);
				connection.login({ credentials: { user: auth.user, pass: auth.pass } }, (refused) =>
					refused ? reject(refused) : resolve(connection),
				);
			});
		});

	const drop = (connection: SMTPConnection): void => {
		open = null;
		connection.close();
	};

	return {
		async deliver(from, to, mail) {
			let connection: SMTPConnection;
			try {
				connection = await (open ??= connect());
			} catch (error) {
				open = null;
				return judge(error as SmtpTrouble, false);
			}
			return new Promise((resolve) => {
				// The library asks for the mail by this call, after the server said that it listens (354): from here on a
				// broken connection leaves it open whether the mail was taken.
				let begun = false;
				const message = {
					pipe(stream: NodeJS.WritableStream) {
						begun = true;
						stream.end(mail);
					},
				};
				connection.send({ from, to: [to] }, message as never, (error) => {
					if (!error) return resolve({ kind: 'sent' });
					const verdict = judge(error as SmtpTrouble, begun);
					if (verdict.kind === 'server' || verdict.kind === 'unknown') {
						drop(connection);
						return resolve(verdict);
					}
					// This mail was refused, the connection is fine.
					connection.reset((broken) => {
						if (broken) drop(connection);
						resolve(verdict);
					});
				});
			});
		},
		close() {
			open?.then((connection) => connection.quit()).catch(() => undefined);
			open = null;
		},
	};
}
