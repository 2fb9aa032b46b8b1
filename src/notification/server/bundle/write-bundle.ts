import type { Ctx } from '#platform/context/context.ts';
import { escapeHtml } from '#platform/document/escape-html.ts';
import { shorten } from '#platform/document/shorten.ts';
import { commentWorkPath } from '#community/thread.ts';
import { contactIn } from '#site/contact.ts';
import { readBrand, readContact } from '#site/server/index.ts';
import { notificationText } from '#notification/messages/index.ts';
import { orderKinds } from '#notification/notice.ts';
import { sayNotice } from '#notification/say-notice.ts';
import { letterColours, letterPage, type LetterFrame } from '#notification/server/letter/letter-page.ts';
import type { BundleText } from '#notification/server/bundle/read-bundle.ts';
import { memberKey } from '#notification/server/member-key.ts';
import { joinNames } from '#notification/topic.ts';
import { wishKinds, wishOf } from '#notification/wish.ts';

/** Characters of a comment in a mail. */
const shown = 700;

/** A mail about what happened in a thread, in both parts. */
export interface BundleMail {
	subject: string;
	html: string;
	text: string;
	/** Where one click ends mails of these kinds (RFC 8058). */
	out: string;
}

/** Writes the mail in the member's language. `answerable`: an answer to it becomes a comment. */
export async function writeBundle(ctx: Ctx, bundle: BundleText, answerable: boolean): Promise<BundleMail> {
	const { locale, title, notices, member, more } = bundle;
	const [brand, contact] = [await readBrand(ctx, {}), contactIn(await readContact(ctx, {}), locale)];
	const say = notificationText(locale);
	const kinds = wishKinds.filter((kind) => notices.some((notice) => wishOf(notice.kind) === kind));
	const key = memberKey(ctx.site, { member, kinds });
	const { url } = ctx.site;
	const colours = letterColours(brand.colour, 'light');
	const told = notices.map((notice) => {
		const { kind, text, comment } = notice;
		const own = orderKinds.some((one) => one === kind) && kind !== 'shown';
		return {
			said: sayNotice(notice, locale),
			text: shorten(text.replace(/\n{3,}/g, '\n\n').trim(), shown),
			href: `${url}${commentWorkPath(comment)}${own ? '' : '/place'}`,
			label: say(own ? 'bundle.look' : 'bundle.read'),
		};
	});
	const [first] = told;
	const subject =
		told.length === 1 && !more
			? say('bundle.subject.one', { said: first?.said ?? '', title })
			: say('bundle.subject.more', { title, count: told.length + more });
	const rest = more ? say('bundle.rest', { count: more }) : '';
	const line = answerable ? say('reply.line') : '';
	const frame: LetterFrame = {
		locale,
		colour: brand.colour,
		subject,
		preheader: shorten(first?.text.replace(/\s+/g, ' ') ?? '', 90),
		brand: brand.name,
		home: url,
		title,
		sender: [contact.company || brand.name, contact.address, contact.email].filter(Boolean),
		why: say('bundle.why', {
			brand: brand.name,
			kinds: joinNames(
				kinds.map((kind) => say(`preferences.wish.${kind}`)),
				locale,
			),
		}),
		preferences: { label: say('bundle.preferences'), href: `${url}/newsletter/preferences/${key}` },
		out: { label: say('bundle.out'), href: `${url}/newsletter/out/${key}` },
		trap: '',
	};
	const html = told.map(
		({ said, text, href, label }) =>
			`<p style="margin:0 0 8px;font-weight:600">${escapeHtml(said)}</p>` +
			`<blockquote style="margin:0 0 12px;padding:0 0 0 14px;border-left:3px solid ${colours.line}">${paragraphs(text)}</blockquote>` +
			`<p style="margin:0 0 28px"><a class="l" href="${escapeHtml(href)}" style="color:${colours.link}">${escapeHtml(label)}</a></p>`,
	);
	const text = [
		line,
		title,
		...told.map((one) => `${one.said}\n\n${one.text.replace(/^/gm, '> ')}\n\n${one.label}:\n${one.href}`),
		rest,
		'-- ',
		frame.sender.join('\n'),
		frame.why,
		`${frame.preferences.label}:\n${frame.preferences.href}`,
		`${frame.out.label}:\n${frame.out.href}`,
	];
	return {
		subject,
		html: letterPage(
			frame,
			(line && `<p class="m" style="margin:0 0 20px;color:${colours.muted};font-size:14px">${escapeHtml(line)}</p>`) +
				html.join('') +
				(rest && `<p style="margin:0">${escapeHtml(rest)}</p>`),
		),
		text: `${text.filter(Boolean).join('\n\n')}\n`,
		out: frame.out.href,
	};
}

const paragraphs = (text: string): string =>
	text
		.split(/\n{2,}/)
		.map((part) => `<p style="margin:0 0 8px">${escapeHtml(part).replaceAll('\n', '<br>')}</p>`)
		.join('');
