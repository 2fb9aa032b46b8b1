/** What is known of a mail after the conversation about it. */
export type Verdict =
	| { kind: 'sent' }
	/** Refused for good. `bounce`: because there is no such mailbox. */
	| { kind: 'refused'; bounce: boolean; said: string }
	/** Refused for now, this receiver alone. */
	| { kind: 'later'; said: string }
	/** The conversation broke off after the mail was on its way: it may have been taken. */
	| { kind: 'unknown'; said: string }
	/** Nothing was handed over, and it is not the receiver's fault: no connection, no permission to send. */
	| { kind: 'server'; said: string };

/** An error of the SMTP library. */
export interface SmtpTrouble extends Error {
	/** What the server answered; absent when it did not. */
	responseCode?: number;
	response?: string;
	/** The command that was answered. */
	command?: string;
}

/** Codes that say that a mailbox is not there (RFC 5321 §4.2.3, RFC 3463 §3.2, §3.3). */
const noMailbox = /\b5\.(?:1\.[0-9]+|2\.1)\b/;
const enhanced = /\b5\.\d{1,3}\.\d{1,3}\b/;

/** What came of it. `begun`: the server had said that it listens, and the mail was on its way. */
export function judge(error: SmtpTrouble, begun: boolean): Verdict {
	const code = error.responseCode ?? 0;
	const said = (error.response ?? error.message).replace(/\s+/g, ' ').slice(0, 300).toWellFormed();
	if (!code) return { kind: begun ? 'unknown' : 'server', said };
	// 421: the server closes down (RFC 5321 §3.8). The sender and the greeting are not about the receiver either.
	if (code === 421 || !/^(?:RCPT TO|DATA)$/.test(error.command ?? '')) return { kind: 'server', said };
	if (code < 500) return { kind: 'later', said };
	const bounce =
		error.command === 'RCPT TO' &&
		(enhanced.test(said) ? noMailbox.test(said) : code === 550 || code === 551 || code === 553);
	return { kind: 'refused', bounce, said };
}
