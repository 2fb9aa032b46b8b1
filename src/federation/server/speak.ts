import { Temporal } from '@js-temporal/polyfill';
import { signObject } from '@fedify/fedify';
import {
	Article,
	Create,
	Delete,
	Hashtag,
	Image,
	Mention,
	Note,
	Page,
	PUBLIC_COLLECTION,
	Tombstone,
	Update,
	type Activity,
} from '@fedify/vocab';
import { LanguageString } from '@fedify/vocab-runtime';
import { tagPath } from '#community/tag.ts';
import type { Ctx } from '#platform/context/context.ts';
import { escapeHtml } from '#platform/document/escape-html.ts';
import { objectPath, thingAt } from '#federation/address.ts';
import { loadDocument } from '#federation/server/load-document.ts';
import { keysOf } from '#federation/server/speaker-keys.ts';
import type { SpokenThing } from '#federation/server/spoken-thing.ts';

const instant = (time: Date) => Temporal.Instant.fromEpochMilliseconds(time.getTime()) as never;
export const speakerAddress = (ctx: Ctx, speaker: string): URL => new URL(`/ap/actor/${speaker}`, ctx.site.url);
export const thingAddress = (ctx: Ctx, thing: string): URL => new URL(objectPath(thing), ctx.site.url);

/** A thing as other servers read it: an article whole, a product as a page, everything else as a note. */
export function objectOf(ctx: Ctx, spoken: SpokenThing, changed?: Date | null): Article | Note | Page {
	const url = new URL(spoken.path, ctx.site.url);
	// Links and pictures of the house are paths there; elsewhere they need its name.
	const html = spoken.html.replace(/ (href|src)="\/(?!\/)/g, ` $1="${ctx.site.url}/`);
	const { answers } = spoken;
	const answered = answers && 'author' in answers ? answers : null;
	const followers = new URL(`${speakerAddress(ctx, spoken.speaker).href}/followers`);
	const common = {
		id: thingAddress(ctx, spoken.thing),
		url,
		attribution: speakerAddress(ctx, spoken.speaker),
		to: PUBLIC_COLLECTION,
		// Whoever is answered is named: by that, and not by what it answers, their server knows whom to tell.
		ccs: [followers, ...(answered ? [new URL(answered.author)] : [])],
		tags: [
			...(answered ? [new Mention({ href: new URL(answered.author), name: `@${answered.called}` })] : []),
			...spoken.tags.map((tag) => new Hashtag({ href: new URL(tagPath(tag), ctx.site.url), name: hashtag(tag) })),
		],
		replies: new URL(`${thingAddress(ctx, spoken.thing).href}/replies`),
		likes: new URL(`${thingAddress(ctx, spoken.thing).href}/likes`),
		shares: new URL(`${thingAddress(ctx, spoken.thing).href}/shares`),
		attachments: picturesIn(html),
		published: instant(spoken.published),
		...(changed ? { updated: instant(changed) } : {}),
		...(answers
			? { replyTarget: 'thing' in answers ? thingAddress(ctx, answers.thing) : new URL(answers.address) }
			: {}),
	};
	/** In whose language it is, where that is known. */
	const said = (content: string) => (spoken.locale ? [content, new LanguageString(content, spoken.locale)] : [content]);
	if (spoken.thing.startsWith('article:'))
		return new Article({
			...common,
			name: spoken.title ?? '',
			...(spoken.summary ? { summary: spoken.summary } : {}),
			contents: said(html),
		});
	if (spoken.thing.startsWith('product:'))
		return new Page({ ...common, name: spoken.title ?? '', contents: said(html) });
	const title = spoken.title ? `<p><strong>${escapeHtml(spoken.title)}</strong></p>` : '';
	const link = `<p><a href="${escapeHtml(url.href)}">${escapeHtml(url.href)}</a></p>`;
	return new Note({ ...common, contents: said(title + bylineOf(spoken) + html + link) });
}

/** A tag as others write it: one word. */
const hashtag = (tag: string): string => `#${tag.replace(/[^\p{L}\p{M}\p{N}_]+/gu, '_')}`;

/** Pictures that others show below a text: most strip them out of it. */
const mostPictures = 8;

/** The pictures of a text that this house made into HTML. */
function picturesIn(html: string): Image[] {
	const sources = [...html.matchAll(/<img\b[^>]*>/g)].flatMap(([tag]) => {
		const part = (name: string): string =>
			(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '')
				.replaceAll('&quot;', '"')
				.replaceAll('&lt;', '<')
				.replaceAll('&gt;', '>')
				.replaceAll('&amp;', '&');
		const kind = /\.(avif|webp|png|jpe?g|gif)$/.exec(part('src'))?.[1];
		return kind && URL.canParse(part('src'))
			? [new Image({ url: new URL(part('src')), name: part('alt'), mediaType: `image/${kind.replace('jpg', 'jpeg')}` })]
			: [];
	});
	return sources.slice(0, mostPictures);
}

/** Who says it, and to whom: the house speaks for all who write in it, and nobody shall take a member's words for the brand's. */
function bylineOf({ writer, answers }: SpokenThing): string {
	const to =
		answers && 'author' in answers
			? `<a href="${escapeHtml(answers.author)}" class="u-url mention">@${escapeHtml(answers.called)}</a>`
			: '';
	const by = writer ? escapeHtml(writer) : '';
	return by || to ? `<p>${[by, to].filter(Boolean).join(' → ')}</p>` : '';
}

/** What is sent of a thing, signed within by the speaker. `null` where it is not there any more: it is taken back. */
export async function activityOf(
	ctx: Ctx,
	{
		speaker,
		thing,
		verb,
		changed,
	}: { speaker: string; thing: string; verb: 'create' | 'update' | 'delete'; changed: Date | null },
	spoken: SpokenThing | null,
): Promise<Activity> {
	const actor = speakerAddress(ctx, speaker);
	const id = new URL(`${thingAddress(ctx, thing).href}#${verb}-${changed?.getTime() ?? 0}`);
	const to = PUBLIC_COLLECTION;
	const activity =
		verb === 'delete' || !spoken
			? new Delete({ id, actor, to, object: new Tombstone({ id: thingAddress(ctx, thing) }) })
			: verb === 'create'
				? new Create({ id, actor, to, object: objectOf(ctx, spoken) })
				: new Update({ id, actor, to, object: objectOf(ctx, spoken, changed) });
	const [, ed] = await keysOf(ctx, speaker);
	if (!ed) return activity;
	const loader = loadDocument(ctx);
	return signObject(activity as Create, ed.privateKey, new URL('#multikey-2', actor), {
		contextLoader: loader,
		documentLoader: loader,
	});
}

export { thingAt };
