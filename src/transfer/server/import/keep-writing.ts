import { createHash } from 'node:crypto';
import type { Ctx } from '#platform/context/context.ts';
import { plainText } from '#platform/document/plain-text.ts';
import type { Document } from '#platform/document/schema.ts';
import { articlePath } from '#content/article.ts';
import { importArticles, publishArticle, writeArticle } from '#content/server/index.ts';
import { isSame } from '#transfer/server/import/adopt.ts';
import type { Fate } from '#transfer/report.ts';
import type { KnownItem } from '#transfer/server/import/known-items.ts';
import type { PreparedWriting } from '#transfer/server/import/prepared.ts';

/** Tells two states of an old article apart. */
export function digestOf(writing: PreparedWriting, document: Document, author: number): string {
	const { coauthors, search } = writing.item;
	const { item, title, excerpt, tags, slug } = writing;
	return createHash('sha256')
		.update(JSON.stringify([title, slug, excerpt, tags, item.access, item.published, item.open, author, document]))
		.update(coauthors || search ? JSON.stringify([coauthors, search]) : '')
		.update(item.former ? JSON.stringify(item.former) : '')
		.digest('hex');
}

export interface KeptWriting {
	fate: Fate;
	item: KnownItem;
	/** Where it is read here; null: it is not here any more. */
	path: string | null;
	/** Its conversation, of one that came now. */
	thread?: number | null;
}

/** An article that is to be kept, with what is known of it. */
export interface ReadyWriting {
	writing: PreparedWriting;
	document: Document;
	digest: string;
	/** A member. */
	author: number;
	/** Members who wrote it together with the author. */
	together?: number[];
	known?: KnownItem | undefined;
	/** What the ids of `item.former` are here. */
	former?: FormerHere | undefined;
}

/** What is known of an article of a house of our own kind, in the numbers of this one. */
export interface FormerHere {
	authors: number[];
	series: number | null;
	translates: number | null;
}

/** Writes the new ones at once, and brings up to date what nobody worked on here. In the order in which they are given. */
export async function keepArticles(ctx: Ctx, all: readonly ReadyWriting[]): Promise<KeptWriting[]> {
	const fresh = all.filter(({ known }) => !known);
	const here = await findHere(
		ctx,
		all.flatMap(({ known }) => known?.id ?? []),
	);
	const made = await importArticles(ctx, { articles: fresh.map(asImported) });
	const kept: KeptWriting[] = [];
	for (const one of all) {
		const place = fresh.indexOf(one);
		const written = made[place];
		if (!written) kept.push(await renewArticle(ctx, one, here));
		else {
			const item = { id: written.id, digest: one.digest, mark: String(written.version) };
			kept.push({ fate: 'fresh', item, path: articlePath(written.slug), thread: written.thread });
		}
	}
	return kept;
}

function asImported({ writing, document, author, together = [], former: here }: ReadyWriting) {
	const { item } = writing;
	const { former } = item;
	return {
		title: writing.title,
		body: document,
		...(writing.slug ? { slug: writing.slug } : {}),
		excerpt: writing.excerpt,
		tags: writing.tags,
		access: item.access,
		authors: here?.authors.length ? here.authors : [author, ...together],
		published: item.published,
		open: item.open,
		...(item.locale ? { locale: item.locale } : {}),
		...(former
			? {
					created: former.created,
					changed: former.changed,
					scheduled: former.scheduled,
					coverPlace: former.coverPlace,
					version: former.version,
					formerSlugs: former.formerSlugs,
					seriesPosition: former.series?.position ?? null,
					...(former.thread ? { thread: former.thread } : {}),
				}
			: {}),
		...(here ? { series: here.series, translates: here.translates } : {}),
	};
}

/** Brings an article up to date unless somebody worked on it here. */
async function renewArticle(
	ctx: Ctx,
	{ writing, document, digest, author, together = [], known }: ReadyWriting,
	articles: ReadonlyMap<number, { slug: string; version: number }>,
): Promise<KeptWriting> {
	if (!known) throw new Error('Only what is known is renewed');
	const here = articles.get(known.id);
	if (!here) return { fate: 'held', item: known, path: null };
	const path = articlePath(here.slug);
	if (isSame(known, digest)) return { fate: 'same', item: known, path };
	if (known.mark !== String(here.version)) return { fate: 'held', item: known, path };
	const { item } = writing;
	const { id, slug, version } = await writeArticle(ctx, {
		id: known.id,
		title: writing.title,
		body: document,
		...(writing.slug ? { slug: writing.slug } : {}),
		excerpt: writing.excerpt,
		tags: writing.tags,
		access: item.access,
		...(together.length ? { authors: [author, ...together] } : { author }),
		...(item.locale ? { locale: item.locale } : {}),
	});
	if (item.published && plainText(document).trim())
		await publishArticle(ctx, { id, at: item.published, imported: true });
	return { fate: 'changed', item: { id, digest, mark: String(version) }, path: articlePath(slug) };
}

async function findHere(ctx: Ctx, ids: readonly number[]): Promise<Map<number, { slug: string; version: number }>> {
	if (!ids.length) return new Map();
	const rows = await ctx.db
		.selectFrom('content.article')
		.select(['id', 'slug', 'version'])
		.where('id', 'in', ids)
		.execute();
	return new Map(rows.map((row) => [row.id, row]));
}
