import EmailReplyParser from 'email-reply-parser';
import { locales } from '#platform/language/locale.ts';
import { notificationText } from '#notification/messages/index.ts';
import { beginOfQuote } from '#notification/server/reply/quote-head.ts';

/** Stands at the top of our mails: what is below it in an answer is ours. In every language that we write. */
const replyLines = locales.map((locale) => notificationText(locale)('reply.line'));

/** The library takes a second for more, and minutes for what is made to hold it up. */
const most = 8_000;

/** A line that a program or a person puts under what they write. */
const signature =
	/^\s*(?:(?:從|自|由|用|使用|透過)(?:我的)?.{1,30}(?:傳送|寄出|發送)。?|(?:取得|下載|Get)\s.{0,20}Outlook\b.{0,60}|Sent from .{1,60}|-- ?)\s*$/i;
const longestSignature = 100;

/** What somebody wrote, without what they quote and without their signature. */
export function newWords(text: string): string {
	const lines = text
		.replace(/\r\n?/g, '\n')
		.replace(/[\u00a0\u202f]/g, ' ')
		.replace(/[\u200b-\u200f\u2066-\u2069\ufeff]/g, '')
		.split('\n');
	const ours = lines.findIndex((line) => line.length < 200 && replyLines.some((one) => line.includes(one)));
	// The head of the quote may stand on the lines before ours. Whoever writes below what they quote has nothing above it.
	return clean(lines.slice(0, beginOfQuote(ours < 0 ? lines : lines.slice(0, ours)))) || clean(lines);
}

function clean(lines: readonly string[]): string {
	const own = lines.filter((line) => !line.startsWith('>'));
	const end = own.findIndex((line) => line.length <= longestSignature && signature.test(line));
	const kept = tidy((end < 0 ? own : own.slice(0, end)).slice(0, beginOfQuote(own)).join('\n'));
	if (kept.length > most) return kept;
	// What programs write elsewhere: it knows ten languages more.
	const fragments = new EmailReplyParser().read(kept).getFragments();
	return tidy(
		fragments
			.filter((fragment) => !fragment.isQuoted() && !fragment.isSignature())
			.map((fragment) => fragment.getContent())
			.join('\n'),
	);
}

const tidy = (text: string): string =>
	text
		.split('\n')
		.map((line) => line.trimEnd())
		.join('\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
