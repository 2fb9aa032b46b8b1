import type { Ctx } from '#platform/context/context.ts';
import { productPath, productThing } from '#commerce/product.ts';
import { findProductNumbers } from '#commerce/server/index.ts';
import { createCategory, findThread, importThreads } from '#community/server/index.ts';
import { describeTag, keepSeries } from '#content/server/index.ts';
import { findArticleAt } from '#transfer/server/import/find-article-at.ts';
import { elsewherePath, pageThing } from '#embed/address.ts';
import { findThreads } from '#transfer/server/import/find-threads.ts';
import type { Fate } from '#transfer/report.ts';
import type { Batch } from '#transfer/server/import/keep-batch.ts';
import type { KnownItems } from '#transfer/server/import/known-items.ts';
import type { Finding, Prepared } from '#transfer/server/import/prepared.ts';
import type { Act } from '#community/category.ts';

type Of<K extends Prepared['kind']> = Extract<Prepared, { kind: K }>;
type Tell = (kind: 'series' | 'tag' | 'category' | 'thread', fate: Fate) => void;

/** Series, words about tags, categories: what the house has already under a name stays as it is. */
export async function keepShelves(ctx: Ctx, batch: Batch, known: KnownItems, tell: Tell): Promise<void> {
	for (const one of batch.items) {
		if (one.kind !== 'series' && one.kind !== 'tag' && one.kind !== 'category') continue;
		const { id } = one.item;
		if (known.find(one.kind, id)) {
			tell(one.kind, 'same');
			continue;
		}
		const here = await findShelf(ctx, one);
		const made = here ?? (await makeShelf(ctx, one));
		known.keep(one.kind, id, { id: made, digest: '', mark: '' });
		tell(one.kind, here === null ? 'fresh' : 'held');
	}
}

async function findShelf(ctx: Ctx, one: Of<'series'> | Of<'tag'> | Of<'category'>): Promise<number | null> {
	const { db } = ctx;
	const { id } = one.item;
	if (one.kind === 'tag')
		return (await db.selectFrom('content.tag').select('name').where('name', '=', id).executeTakeFirst()) ? 0 : null;
	const found =
		one.kind === 'series'
			? db.selectFrom('content.series').select('id').where('slug', '=', id)
			: db.selectFrom('community.category').select('id').where('slug', '=', id);
	return (await found.executeTakeFirst())?.id ?? null;
}

async function makeShelf(ctx: Ctx, { kind, item }: Of<'series'> | Of<'tag'> | Of<'category'>): Promise<number> {
	if (kind === 'series')
		return (await keepSeries(ctx, { title: item.title, description: item.description, slug: item.id })).id;
	if (kind === 'tag') {
		await describeTag(ctx, { name: item.id, description: item.description });
		return 0;
	}
	const { id: slug, named, ...category } = item;
	return (await createCategory(ctx, { slug, ...category, ...(await whom(ctx, named)) })).id;
}

/** Those whom a category names, as they are here. A segment or group that this house has not lets nobody in: what was closed stays closed. */
async function whom(ctx: Ctx, named: Of<'category'>['item']['named']): Promise<Record<Act, string[]>> {
	const rows = await ctx.db
		.selectFrom('membership.segment')
		.select(['id', 'name'])
		.where('retired', 'is', null)
		.execute();
	const groups = await ctx.db.selectFrom('membership.member_group').select(['id', 'handle']).execute();
	const all: Record<Act, string[]> = { see: [], answer: [], start: [] };
	for (const { act, role, segment, group } of named) {
		const called = groups.find(({ handle }) => handle === group);
		const here = rows.find(({ name }) => name === segment);
		if (role) all[act].push(`role:${role}`);
		else if (called) all[act].push(`group:${called.id}`);
		else if (here) all[act].push(`segment:${here.id}`);
	}
	return all;
}

/** In the forum, under a page elsewhere, or under a product. */
type Where = { category: { id: number; slug: string } } | { subject: string; path: string };

/** Conversations of the forum and about products, and which one hangs under an article that came. */
export async function keepThreads(
	ctx: Ctx,
	batch: Batch,
	known: KnownItems,
	tell: Tell,
	findings: Finding[],
): Promise<void> {
	const threads = batch.items.filter((one) => one.kind === 'thread');
	const products = await findProductNumbers(
		ctx,
		threads.flatMap(({ item: { product } }) => product ?? []),
	);
	const fresh: { thread: Of<'thread'>; where: Where }[] = [];
	for (const thread of threads) {
		const { item } = thread;
		if (known.find('thread', item.id)) {
			tell('thread', 'same');
			continue;
		}
		const article = item.under === null ? undefined : known.find('article', item.under);
		const category = item.category === null ? undefined : known.find('category', item.category);
		const product = item.product ? products.get(item.product) : undefined;
		const page = item.elsewhere ? known.find('keepsake', `elsewhere ${item.elsewhere}`) : undefined;
		if (item.category && category)
			fresh.push({ thread, where: { category: { id: category.id, slug: item.category } } });
		else if (product) {
			const subject = productThing(product);
			const here = await findThread(ctx, { subject });
			if (here) {
				known.keep('thread', item.id, { id: here.id, digest: '', mark: '' });
				tell('thread', 'held');
			} else fresh.push({ thread, where: { subject, path: productPath(product, item.title) } });
		} else if (page) fresh.push({ thread, where: { subject: pageThing(page.id), path: elsewherePath(page.id) } });
		else if (article) await keepUnder(ctx, item.id, article.id, known, tell);
		else if (item.address && (await keepAtAddress(ctx, item.id, item.address, known, tell))) continue;
		else {
			const note = item.address
				? { code: 'thread.no-page', details: { address: item.address } }
				: { code: 'thread.homeless' };
			findings.push({ kind: 'thread', id: item.id, title: item.title, lost: true, note });
			tell('thread', 'left');
		}
	}
	const person = (handle: string | null): number | null =>
		handle === null ? null : (known.find('person', handle)?.id ?? null);
	const made = await importThreads(ctx, {
		threads: fresh.map(({ thread: { item }, where }) => ({
			...(item.number ? { id: item.number } : {}),
			...where,
			title: item.title,
			author: person(item.author),
			opened: item.opened,
			closed: item.closed,
			hidden: item.hidden,
			nameless: item.nameless,
			tags: item.tags,
			// Under a product people rate, whatever was the rule when it left.
			kind: 'subject' in where && item.product ? ('review' as const) : item.purpose.kind,
			idea: item.purpose.idea && { ...item.purpose.idea, decidedBy: person(item.purpose.idea.decidedBy) },
			poll: item.purpose.poll,
			order: item.purpose.order,
		})),
	});
	made.forEach(({ id }, place) => {
		const thread = fresh[place]?.thread;
		if (!thread) return;
		const { item } = thread;
		// Articles name a poll by its number.
		if (item.number && id !== item.number && item.purpose.kind === 'poll')
			findings.push({
				kind: 'thread',
				id: item.id,
				title: item.title,
				lost: false,
				note: { code: 'thread.renumbered' },
			});
		known.keep('thread', thread.item.id, { id, digest: '', mark: '' });
		tell('thread', 'fresh');
	});
}

/** That of the article that is read now at an address of the old place. False: there is none. */
async function keepAtAddress(ctx: Ctx, id: string, address: string, known: KnownItems, tell: Tell): Promise<boolean> {
	const article = await findArticleAt(ctx, address);
	if (article === null) return false;
	await keepUnder(ctx, id, article, known, tell);
	return true;
}

/** That of an article that was no more in sight: it is opened out of sight, too. */
async function keepUnder(ctx: Ctx, id: string, article: number, known: KnownItems, tell: Tell): Promise<void> {
	const thread = (await findThreads(ctx, [article])).get(article);
	if (!thread) return tell('thread', 'left');
	known.keep('thread', id, { id: thread, digest: '', mark: '' });
	tell('thread', 'fresh');
}
