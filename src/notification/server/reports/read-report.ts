/** What a mail server says about one of our mails. */
export interface Report {
	kind: 'bounce' | 'complaint';
	/** Of the mail that it is about; null when the report does not say. */
	messageId: string | null;
	/** There is no such mailbox: nothing more is sent there. */
	lasting: boolean;
	/** In the server's own words. */
	said: string;
}

type Fields = Map<string, string>;

/** Parts that are looked at; a report has three. */
const mostParts = 20;

/**
 * Reads a report that came as a mail: a delivery status notification (RFC 3464) or a complaint (RFC 5965). Null for every
 * other mail, and for a report that says that all is well or late.
 */
export function readReport(raw: string): Report | null {
	const whole = split(raw);
	const type = whole.fields.get('content-type') ?? '';
	const boundary = /boundary=(?:"([^"]{1,100})"|([^\s;]{1,100}))/i.exec(type);
	if (!/^multipart\/report\b/i.test(type) || !boundary) return null;
	const parts = whole.body
		.split(`--${boundary[1] ?? boundary[2] ?? ''}`)
		.slice(1, mostParts + 1)
		.map((part) => split(part.replace(/^\r?\n/, '')));
	const partOf = (pattern: RegExp) => parts.find(({ fields }) => pattern.test(fields.get('content-type') ?? ''));
	const original = partOf(/^(?:message\/rfc822|message\/global|text\/rfc822-headers|message\/global-headers)\b/i);
	const messageId = original ? (split(original.body.replace(/^\s+/, '')).fields.get('message-id') ?? null) : null;
	const feedback = partOf(/^message\/feedback-report\b/i);
	if (feedback) {
		const said = split(feedback.body.trim()).fields.get('feedback-type') ?? 'abuse';
		// Somebody took it out of the spam, or a server could not prove where it came from (RFC 6591): nobody complained.
		if (/^(?:not-spam|auth-failure|dkim)\b/i.test(said)) return null;
		return { kind: 'complaint', messageId, lasting: true, said: said.slice(0, 300) };
	}
	const status = partOf(/^message\/(?:global-)?delivery-status\b/i);
	return status ? readStatus(status.body, messageId) : null;
}

/** The fields of each receiver stand in a block of their own, after those of the message. Our mails have one receiver. */
function readStatus(body: string, messageId: string | null): Report | null {
	for (const block of body.split(/\r?\n\s*\r?\n/)) {
		const fields = split(block.trim()).fields;
		if (!/^failed\b/i.test(fields.get('action') ?? '')) continue;
		const status = fields.get('status') ?? '';
		const said = fields.get('diagnostic-code') ?? status;
		return { kind: 'bounce', messageId, lasting: isLasting(status, said), said: said.slice(0, 300) };
	}
	return null;
}

/** True when the code says that the mailbox is not there (RFC 3463 §3.2, §3.3), in either field: many say 5.0.0 in one. */
export const isLasting = (status: string, said: string): boolean =>
	/\b5\.(?:1\.[0-9]+|2\.1)\b/.test(`${status} ${said}`);

/** A head and what stands below it; folded lines joined, names in small letters, the first of each name kept. */
function split(text: string): { fields: Fields; body: string } {
	const end = /\r?\n\r?\n/.exec(text);
	const head = end ? text.slice(0, end.index) : text;
	const fields: Fields = new Map();
	for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
		const found = /^([!-9;-~]{1,80}):\s*(.*)$/.exec(line);
		const name = found?.[1]?.toLowerCase();
		if (name && !fields.has(name)) fields.set(name, found?.[2]?.trim() ?? '');
	}
	return { fields, body: end ? text.slice(end.index + end[0].length) : '' };
}
