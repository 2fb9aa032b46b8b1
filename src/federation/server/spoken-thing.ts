import { createHash } from 'node:crypto';
import { articlePath } from '#content/article.ts';
import { findArticle, readArticle } from '#content/server/index.ts';
import { readProduct } from '#commerce/server/index.ts';
import { communityText } from '#community/messages/index.ts';
import { givenText } from '#community/stars-text.ts';
import { findComment, findThread } from '#community/server/index.ts';
import { visitor } from '#platform/actor.ts';
import { escapeHtml } from '#platform/document/escape-html.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { calledIn, categorySpeaker, readThing } from '#federation/address.ts';

/** Something of this house as everybody may read it now. */
export interface SpokenThing {
	thing: string;
	/** Who says it. */
	speaker: string;
	title: string | null;
	/** A few words about it. */
	summary: string | null;
	/** Whose words they are, since the house speaks for all; null: its own. */
	writer: string | null;
	html: string;
	/** Its readable address, a path. */
	path: string;
	published: Date;
	locale: string | null;
	/** Of an article and of a thread's opening. */
	tags: readonly string[];
	/** What it answers, as a thing of this house, or what somebody said elsewhere: its address, whose it is, and what they are called there. */
	answers: { thing: string } | { address: string; author: string; called: string } | null;
	/** Everybody who follows hears of it; else only who took part. */
	news: boolean;
	thread: number | null;
	digest: string;
}

/**
 * A thing as a visitor may read it at this moment; null: not (any more). Everything that leaves the house comes through here, and again when it is sent: what is
 * for members, of a closed category, hidden, deleted or waits for a person is not there.
 */
export async function spokenThing(ctx: Ctx, thing: string): Promise<SpokenThing | null> {
	const found = readThing(thing);
	if (!found) return null;
	const reader: Ctx = { ...ctx, actor: visitor, about: () => undefined };
	try {
		const spoken = await readers[found.kind](reader, found.id);
		if (!spoken) return null;
		const digest = createHash('sha256')
			.update(JSON.stringify([spoken.title, spoken.html, spoken.path, spoken.writer, spoken.tags]))
			.digest('hex');
		return { ...spoken, thing, digest };
	} catch (error) {
		if (error instanceof Problem) return null;
		throw error;
	}
}

type Spoken = Omit<SpokenThing, 'thing' | 'digest'>;

async function article(ctx: Ctx, id: number): Promise<Spoken | null> {
	const known = await findArticle(ctx, { id });
	if (!known?.published || known.published > ctx.now || known.access !== 'public') return null;
	const page = await readArticle(ctx, { slug: known.slug });
	if ('moved' in page || !page.whole) return null;
	const { title, excerpt, html, published, locale, thread, tags } = page;
	return {
		speaker: 'brand',
		title,
		summary: excerpt.trim() || null,
		writer: null,
		html,
		path: articlePath(known.slug),
		published: published ?? known.published,
		locale,
		tags,
		answers: null,
		news: true,
		thread,
	};
}

/** A product is a page that can be answered; it is nobody's news. */
async function product(ctx: Ctx, id: number): Promise<Spoken | null> {
	const page = await readProduct(ctx, { product: id });
	const thread = page.thread === null ? null : await findThread(ctx, { id: page.thread });
	if (!thread || thread.hidden || thread.withdrawn) return null;
	const words = page.description.split(/\n{2,}/).filter((part) => part.trim());
	return {
		speaker: 'brand',
		title: page.name,
		summary: null,
		writer: null,
		html: words.map((part) => `<p>${escapeHtml(part)}</p>`).join(''),
		path: page.path,
		published: thread.opened,
		locale: null,
		tags: [],
		answers: null,
		news: false,
		thread: thread.id,
	};
}

async function comment(ctx: Ctx, id: number): Promise<Spoken | null> {
	const row = await ctx.db
		.selectFrom('community.comment')
		.select(['thread', 'parent', 'origin_network', 'hidden', 'deleted', 'posted'])
		.where('id', '=', id)
		.executeTakeFirst();
	// What came from elsewhere is told by those who said it.
	if (!row || row.hidden || row.deleted || row.origin_network !== null) return null;
	const { given, ...found } = await findComment(ctx, { id });
	// Elsewhere nobody sees stars: they are said.
	const said = {
		...found,
		html: given ? `<p>${escapeHtml(givenText(given, ctx.locale))}</p>${found.html}` : found.html,
	};
	const thread = await findThread(ctx, { id: row.thread });
	if (!thread || thread.hidden || thread.withdrawn) return null;
	const speaker = thread.category ? categorySpeaker(thread.category.id) : 'brand';
	// Only articles, products and the forum are spoken of.
	if (!thread.category && !/^(?:article|product):\d+$/.test(thread.subject ?? '')) return null;
	const path = `${thread.path}#comment-${id}`;
	const writer = said.author ?? (said.nameless ? communityText(ctx.locale)('comment.nameless') : null);
	if (thread.opening === id)
		return {
			speaker,
			title: thread.title,
			summary: null,
			writer,
			html: said.html,
			path: thread.path,
			published: row.posted,
			locale: thread.locale,
			tags: thread.tags,
			answers: null,
			news: true,
			thread: thread.id,
		};
	const answered = row.parent ?? thread.opening;
	const elsewhere = row.parent
		? await ctx.db
				.selectFrom('federation.said as s')
				.innerJoin('community.comment as c', 'c.id', 's.comment')
				.select(['s.address', 's.author', 'c.origin_author'])
				.where('s.comment', '=', row.parent)
				.executeTakeFirst()
		: undefined;
	const answers = elsewhere
		? { address: elsewhere.address, author: elsewhere.author, called: calledIn(elsewhere.origin_author ?? '') }
		: { thing: answered ? `comment:${answered}` : (thread.subject as string) };
	return {
		speaker,
		title: null,
		summary: null,
		writer,
		html: said.html,
		path,
		published: row.posted,
		locale: thread.locale,
		tags: [],
		answers,
		news: false,
		thread: thread.id,
	};
}

const readers = { article, comment, product };
