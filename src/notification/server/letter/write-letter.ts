import type { Ctx } from '#platform/context/context.ts';
import { system } from '#platform/actor.ts';
import { escapeHtml } from '#platform/document/escape-html.ts';
import { letterText } from '#platform/document/letter-text.ts';
import { buttonHtml, renderLetter, type LetterOptions } from '#platform/document/render-letter.ts';
import type { Document } from '#platform/document/schema.ts';
import type { Locale } from '#platform/language/locale.ts';
import { findPictures, letterPicture } from '#media/server/index.ts';
import { mediaPath, plainSize } from '#media/picture.ts';
import { nameProducts, readDraft } from '#content/server/index.ts';
import { teaserOf } from '#content/teaser.ts';
import { contactIn } from '#site/contact.ts';
import { readBrand, readContact } from '#site/server/index.ts';
import { notificationText } from '#notification/messages/index.ts';
import { joinNames, topicIn, type Topic } from '#notification/topic.ts';
import { linkToken, type Letter, type LetterPart } from '#notification/server/letter/letter.ts';
import { keyAddresses, letterColours, letterPage, type LetterFrame } from '#notification/server/letter/letter-page.ts';
import { withoutSlots } from '#notification/server/letter/slots.ts';

/** What a letter is made of beside its article. */
export interface LetterPlan {
	article: number;
	subject: string;
	preheader: string;
	topic: Topic;
}

/** Writes an article as a mail, in the article's language. Throws Problem `article.not-found`. */
export async function writeLetter(ctx: Ctx, plan: LetterPlan): Promise<Letter> {
	// The article is read as it stands for everybody; whoever may not read all of it gets the beginning.
	const article = await readDraft({ ...ctx, actor: system }, { id: plan.article });
	const brand = await readBrand(ctx, {});
	const locale = article.locale as Locale;
	const contact = contactIn(await readContact(ctx, {}), locale);
	const say = notificationText(locale);
	const body = await nameProducts(ctx, article.body as Document);
	const document = JSON.parse(withoutSlots(JSON.stringify(body))) as Document;
	const pictures = await findPictures(ctx, pictureIds(document));
	const paths: string[] = [];
	const address = (href: string): string => {
		const url = new URL(href, ctx.site.url);
		if (url.origin !== new URL(ctx.site.url).origin || !/^https?:$/.test(url.protocol)) return url.href;
		if (/^\/(?:media|files)\//.test(url.pathname)) return url.href;
		const path = url.pathname + url.search + url.hash;
		const known = paths.indexOf(path);
		return linkToken(known < 0 ? paths.push(path) - 1 : known);
	};
	const options: LetterOptions = {
		address,
		picture: (media) => {
			const size = pictures.get(media) && plainSize(pictures.get(media)!.files);
			if (!size) return null;
			const src = article.access === 'public' ? mediaPath(size.file) : letterPicture(ctx.site, size.file);
			return { src, width: size.width, height: size.height };
		},
		embed: (place) => say('letter.embed', { place }),
		colours: letterColours(brand.colour, 'light'),
	};
	const topic = withoutSlots(joinNames([topicIn(plan.topic, locale).name], locale));
	const own = keyAddresses(ctx.site.url);
	const frame: LetterFrame = {
		locale,
		colour: brand.colour,
		subject: withoutSlots(plan.subject),
		preheader: withoutSlots(plan.preheader),
		brand: withoutSlots(brand.name),
		home: address('/'),
		title: withoutSlots(article.title),
		sender: [contact.company || brand.name, contact.address, contact.phone, contact.email]
			.filter(Boolean)
			.map(withoutSlots),
		why: withoutSlots(say('letter.why', { brand: brand.name, topic })),
		preferences: { label: say('letter.preferences'), href: own.preferences },
		out: { label: say('letter.out', { topic }), href: own.out },
		trap: '',
	};
	const part = (of: Document, invited: boolean): LetterPart => {
		// Of one for some members, joining opens nothing.
		const joins = invited && article.segment === null;
		const more = joins ? `/join?to=${encodeURIComponent(article.path)}` : article.path;
		const label = say(joins ? 'letter.join' : 'letter.read');
		const note = invited ? say(joins ? 'letter.members-only' : 'letter.for-some') : '';
		const noted = note && `<p style="margin:24px 0 0">${escapeHtml(note)}</p>`;
		const html = renderLetter(of, options) + noted + buttonHtml(label, more, options);
		const text = [
			frame.title,
			letterText(of, { address, picture: (alt) => (alt ? say('letter.picture', { alt }) : '') }),
			note,
			`${label}:\n${address(more)}`,
			'----------',
			frame.sender.join('\n'),
			frame.why,
			`${frame.preferences.label}:\n${frame.preferences.href}`,
			`${frame.out.label}:\n${frame.out.href}`,
		];
		return { html, text: `${text.filter(Boolean).join('\n\n')}\n` };
	};
	const whole = part(document, false);
	const beginning = article.access === 'public' ? null : part(teaserOf(document), true);
	const trap = paths.push('/?') - 1;
	const page = ({ html, text }: LetterPart): LetterPart => ({
		html: letterPage({ ...frame, trap: linkToken(trap) }, html),
		text,
	});
	return { subject: plan.subject, whole: page(whole), beginning: beginning && page(beginning), paths, trap };
}

function pictureIds(node: unknown): number[] {
	const { type, attrs, content } = node as { type?: string; attrs?: { id?: unknown }; content?: unknown[] };
	const own = type === 'picture' && Number(attrs?.id) > 0 ? [Number(attrs?.id)] : [];
	return [...own, ...(content ?? []).flatMap(pictureIds)];
}
