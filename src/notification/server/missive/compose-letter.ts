import type { Ctx } from '#platform/context/context.ts';
import { escapeHtml } from '#platform/document/escape-html.ts';
import { shorten } from '#platform/document/shorten.ts';
import type { Locale } from '#platform/language/locale.ts';
import type { MailKind } from '#notification/mail-kind.ts';
import { contactIn } from '#site/contact.ts';
import { readBrand, readContact } from '#site/server/index.ts';
import { notificationText } from '#notification/messages/index.ts';
import { letterColours, letterPage, type LetterFrame } from '#notification/server/letter/letter-page.ts';
import { memberKey } from '#notification/server/member-key.ts';

/** A piece of a letter. */
export type LetterBlock =
	| { kind: 'text'; text: string }
	| { kind: 'heading'; text: string }
	/** Something to read: where it is, what is said of it, and a line in small print. */
	| { kind: 'story'; title: string; href: string; text: string; note: string }
	| { kind: 'button'; label: string; href: string };

/** What a letter says, before anything stands around it. */
export interface LetterDraft {
	subject: string;
	title: string;
	preheader: string;
	blocks: LetterBlock[];
	/** Why it comes. */
	why: string;
}

/** A letter to one member in both parts. */
export interface ComposedLetter {
	subject: string;
	html: string;
	text: string;
	/** Where one click ends letters of this kind (RFC 8058). */
	out: string;
}

/** Puts the house around a letter: its name and colours, who sends it, why, and the way out. */
export async function composeLetter(
	ctx: Ctx,
	{ locale, member, kind }: { locale: Locale; member: number; kind: MailKind },
	draft: LetterDraft,
): Promise<ComposedLetter> {
	const [brand, contact] = [await readBrand(ctx, {}), contactIn(await readContact(ctx, {}), locale)];
	const say = notificationText(locale);
	const { url } = ctx.site;
	const key = memberKey(ctx.site, { member, kinds: [kind] });
	const frame: LetterFrame = {
		locale,
		colour: brand.colour,
		subject: draft.subject,
		preheader: shorten(draft.preheader.replace(/\s+/g, ' '), 90),
		brand: brand.name,
		home: url,
		title: draft.title,
		sender: [contact.company || brand.name, contact.address, contact.email].filter(Boolean),
		why: draft.why,
		preferences: { label: say('bundle.preferences'), href: `${url}/newsletter/preferences/${key}` },
		out: { label: say('bundle.out'), href: `${url}/newsletter/out/${key}` },
		trap: '',
	};
	const colours = letterColours(brand.colour, 'light');
	const colon = locale === 'en' ? ':' : '：';
	const text = [
		draft.title,
		...draft.blocks.map((block) => plain(block, colon)),
		'-- ',
		frame.sender.join('\n'),
		frame.why,
		`${frame.preferences.label}${colon}\n${frame.preferences.href}`,
		`${frame.out.label}${colon}\n${frame.out.href}`,
	];
	return {
		subject: draft.subject,
		html: letterPage(frame, draft.blocks.map((block) => rich(block, colours)).join('\n')),
		text: `${text.filter(Boolean).join('\n\n')}\n`,
		out: frame.out.href,
	};
}

function plain(block: LetterBlock, colon: string): string {
	if (block.kind === 'text') return block.text;
	if (block.kind === 'heading') return `== ${block.text} ==`;
	if (block.kind === 'button') return `${block.label}${colon}\n${block.href}`;
	return [
		`* ${block.title}`,
		block.note && `  ${block.note}`,
		block.text && block.text.replace(/^/gm, '  > '),
		`  ${block.href}`,
	]
		.filter(Boolean)
		.join('\n');
}

function rich(
	block: LetterBlock,
	{ text, muted, line, link, accent, onAccent }: ReturnType<typeof letterColours>,
): string {
	if (block.kind === 'text')
		return block.text
			.split(/\n{2,}/)
			.map((part) => `<p style="margin:0 0 16px">${linked(part, link).replaceAll('\n', '<br>')}</p>`)
			.join('');
	if (block.kind === 'heading')
		return `<h2 class="t" style="margin:32px 0 12px;font-size:19px;line-height:1.4;color:${text}">${escapeHtml(block.text)}</h2>`;
	if (block.kind === 'button')
		return `<p style="margin:24px 0"><a class="b" href="${escapeHtml(block.href)}" style="display:inline-block;padding:12px 24px;border-radius:8px;background:${accent};color:${onAccent};font-weight:600;text-decoration:none">${escapeHtml(block.label)}</a></p>`;
	return (
		`<div class="m" style="margin:0 0 16px;padding:0 0 0 14px;border-left:3px solid ${line}">` +
		`<p style="margin:0;font-weight:600;line-height:1.5"><a class="l" href="${escapeHtml(block.href)}" style="color:${link};text-decoration:none">${escapeHtml(block.title)}</a></p>` +
		(block.text &&
			`<p class="t" style="margin:4px 0 0;color:${text};font-size:16px;line-height:1.6">${escapeHtml(block.text)}</p>`) +
		(block.note &&
			`<p class="m" style="margin:4px 0 0;color:${muted};font-size:14px;line-height:1.5">${escapeHtml(block.note)}</p>`) +
		'</div>'
	);
}

/** Text with the addresses in it as links: an owner writes them as they are. */
const linked = (text: string, colour: string): string =>
	escapeHtml(text).replace(
		/https?:\/\/[^\s<>"'，。；！？）」]+/g,
		(address) => `<a class="l" href="${address}" style="color:${colour}">${address}</a>`,
	);
