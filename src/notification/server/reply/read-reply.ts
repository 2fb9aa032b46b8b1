import PostalMime, { type Email } from 'postal-mime';
import { emailField } from '#membership/email.ts';
import { fromHtml } from '#platform/document/from-html.ts';
import { plainText } from '#platform/document/plain-text.ts';
import { newWords } from '#notification/server/reply/new-words.ts';

/** An answer to one of our mails, as far as it matters. */
export interface Reply {
	/** Every address that it was sent or handed to. */
	to: string[];
	from: string;
	messageId: string | null;
	/** Written by a program: an answer of somebody who is away, a list, a report. */
	automatic: boolean;
	/** What the person wrote, without what they quote and their signature. */
	text: string;
	/** Files that they meant to send; pictures of a signature are none. */
	attachments: number;
}

/** Longer texts are nobody's comment, and cutting them costs time. */
const longest = 100_000;

/** Reads a whole mail (RFC 5322). Never throws: what cannot be read has no sender and no words. */
export async function readReply(raw: Buffer): Promise<Reply> {
	let mail: Email;
	try {
		mail = await PostalMime.parse(raw, { maxNestingDepth: 20, maxHeadersSize: 1 << 20 });
	} catch {
		return { to: [], from: '', messageId: null, automatic: false, text: '', attachments: 0 };
	}
	const header = (name: string): string => mail.headers.find(({ key }) => key === name)?.value.trim() ?? '';
	const handed = ['delivered-to', 'x-original-to', 'envelope-to', 'x-forwarded-to'];
	const named = [...(mail.to ?? []), ...(mail.cc ?? [])].flatMap(
		(one) => one.address ?? one.group?.map((member) => member.address) ?? [],
	);
	return {
		to: [...named, ...mail.headers.filter(({ key }) => handed.includes(key)).map(({ value }) => value)].slice(0, 100),
		from: emailField.safeParse(mail.from?.address).data ?? '',
		messageId: mail.messageId?.slice(0, 1000) ?? null,
		automatic: isAutomatic(header),
		text: newWords(wordsOf(mail).slice(0, longest)),
		attachments: mail.attachments.filter(
			({ disposition, related, contentId }) => disposition === 'attachment' && !related && !contentId,
		).length,
	};
}

/** The words of a mail; of one that has no plain part, those of its HTML. */
function wordsOf({ text, html, headers }: Email): string {
	const plain = headers.some(({ key, value }) => key === 'content-type' && /^text\/html\b/i.test(value))
		? ''
		: (text ?? '');
	if (plain.trim() || !html) return plain;
	try {
		const document = fromHtml(html.slice(0, 4 * longest), 'comment');
		// What is quoted stands apart here, without a sign on each line.
		const own = document.content.filter(({ type }) => type !== 'blockquote');
		return plainText({ ...document, content: own });
	} catch {
		return '';
	}
}

/** Signs of a program (RFC 3834 §5, RFC 2076 §3.9), so that two of them never write to each other. */
function isAutomatic(header: (name: string) => string): boolean {
	const submitted = header('auto-submitted').toLowerCase();
	return (
		(submitted !== '' && !submitted.startsWith('no')) ||
		/^(?:bulk|junk|list|auto_reply)$/i.test(header('precedence')) ||
		/^<\s*>$/.test(header('return-path')) ||
		/^multipart\/report\b/i.test(header('content-type')) ||
		/mailer-daemon@|^<?(?:no-?reply|postmaster)@/i.test(header('from')) ||
		['x-autoreply', 'x-autorespond', 'x-auto-reply-from', 'list-id', 'x-loop'].some((name) => header(name) !== '')
	);
}
