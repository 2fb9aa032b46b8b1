import { createHmac } from 'node:crypto';
import type { SiteHandle } from '#platform/context/context.ts';
import { sameSecret } from '#platform/token.ts';
import type { FixedLetter, LetterPart } from '#notification/server/letter/letter.ts';
import { encodePieces, fillPieces, roomInHtml, roomInText, type Pieces } from '#notification/server/letter/slots.ts';
import { subscriberKey } from '#notification/server/subscriber-key.ts';

/** One receiver of a mailing. */
export interface Receiver {
	delivery: number;
	subscriber: number;
	email: string;
	/** May read the whole of a members' article. */
	member: boolean;
}

/** Gives the whole mail for one receiver, ready for the mail server. */
export type PrintMail = (receiver: Receiver, now: Date) => string;

/**
 * Prepares a letter for many receivers: everything that they share is encoded once, and one mail is these pieces put
 * together around the receiver's key.
 */
export function mailPrinter(site: SiteHandle, mailing: number, letter: FixedLetter): PrintMail {
	const boundary = `=_homecourt_${mailing}_`;
	const whole = prepare(letter.whole, boundary);
	const beginning = letter.beginning && prepare(letter.beginning, boundary);
	const host = new URL(site.url).hostname;
	return ({ delivery, subscriber, email, member }, now) => {
		const key = subscriberKey(site, { subscriber, mailing });
		const parts = member || !beginning ? whole : beginning;
		return (
			`${letter.head}To: <${email}>\r\nMessage-ID: <${messageName(site, delivery)}@${host}>\r\nDate: ${mailDate(now)}\r\n` +
			`List-Unsubscribe: <${site.url}/newsletter/out/${key}>\r\nMIME-Version: 1.0\r\n` +
			`Content-Type: multipart/alternative; boundary="${boundary}"\r\n\r\n` +
			fillPieces(parts, Buffer.from(key).toString('base64'))
		);
	};
}

/** Both parts as one body. */
function prepare({ text, html }: LetterPart, boundary: string): Pieces {
	const head = (type: string): string =>
		`--${boundary}\r\nContent-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n`;
	const plain = encodePieces(roomInText(text).replace(/\r?\n/g, '\r\n'));
	const rich = encodePieces(roomInHtml(html).replace(/\r?\n/g, '\r\n'));
	const texts = [...plain.texts.slice(0, -1)];
	texts.push(`${plain.texts.at(-1) ?? ''}\r\n${head('text/html')}${rich.texts[0] ?? ''}`, ...rich.texts.slice(1));
	texts[0] = head('text/plain') + (texts[0] ?? '');
	texts.push(`${texts.pop() ?? ''}\r\n--${boundary}--\r\n`);
	return { texts, cuts: [...plain.cuts, ...rich.cuts] };
}

/** The time as mail writes it (RFC 5322 §3.3). */
const mailDate = (time: Date): string => time.toUTCString().replace('GMT', '+0000');

/**
 * The name of a mail, always the same for the same receiver, with a seal: a report about a mail that we never sent is
 * recognised.
 */
export const messageName = (site: SiteHandle, delivery: number): string => {
	const number = delivery.toString(36);
	return `n.${number}.${seal(site, number)}`;
};

/** The delivery of a message id (`<n.…@host>`); null when it is none of ours. */
export function readMessageName(site: SiteHandle, messageId: string): number | null {
	const found = /(?:^|[<\s])n\.([0-9a-z]{1,12})\.([0-9a-f]{20})@/.exec(messageId);
	if (!found?.[1] || !found[2] || !sameSecret(seal(site, found[1]), found[2])) return null;
	return parseInt(found[1], 36);
}

const seal = (site: SiteHandle, number: string): string =>
	createHmac('sha256', site.key('mail')).update(number).digest('hex').slice(0, 20);
