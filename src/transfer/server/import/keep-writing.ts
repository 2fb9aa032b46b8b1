import { createHash } from 'node:crypto';
import type { Ctx } from '#platform/context/context.ts';
import { plainText } from '#platform/document/plain-text.ts';
import type { Document } from '#platform/document/schema.ts';
import { articlePath } from '#content/article.ts';
import { importArticles, publishArticle, writeArticle } from '#content/server/index.ts';
import type { Fate } from '#transfer/report.ts';
import type { BroughtPictures } from '#transfer/server/import/bring-pictures.ts';
import type { KnownItem } from '#transfer/server/import/known-items.ts';
import { mapDocument } from '#transfer/server/import/map-document.ts';
import type { PreparedWriting } from '#transfer/server/import/prepared.ts';

/** A document whose pictures are those of the library, as far as they came. */
export function settlePictures(writing: PreparedWriting, pictures: BroughtPictures): Document {
	const cover = writing.item.cover ? pictures.here.get(writing.item.cover) : undefined;
	const ids = new Set<number>();
	const settled = mapDocument(writing.document, {
		picture(attributes) {
			const picture = pictures.here.get(attributes.src);
			if (!picture) return attributes;
			ids.add(picture.id);
			const { id, src, width, height } = picture;
			return { ...attributes, id, src, width, height, alt: attributes.alt || picture.alt };
		},
	});
	if (!cover || ids.has(cover.id)) return settled;
	const { id, src, width, height, alt } = cover;
	const first = { type: 'picture' as const, attrs: { id, src, width, height, alt, caption: '' } };
	return { type: 'doc', content: [first, ...settled.content] };
}

/** Tells two states of an old article apart. */
export function digestOf(writing: PreparedWriting, document: Document, author: number): string {
	const { item, title, excerpt, tags, slug } = writing;
	return createHash('sha256')
		.update(JSON.stringify([title, slug, excerpt, tags, item.access, item.published, item.open, author, document]))
		.digest('hex');
}

export interface KeptWriting {
	fate: Fate;
	item: KnownItem;
	/** Where it is read here; null: it is not here any more. */
	path: string | null;
}

/** An article that is to be kept, with what is known of it. */
export interface ReadyWriting {
	writing: PreparedWriting;
	document: Document;
	digest: string;
	/** A member. */
	author: number;
	known?: KnownItem | undefined;
}

/** Writes the new ones at once, and brings up to date what nobody worked on here. In the order in which they are given. */
export async function keepArticles(ctx: Ctx, all: readonly ReadyWriting[]): Promise<KeptWriting[]> {
	const fresh = all.filter(({ known }) => !known);
	const here = await findHere(
		ctx,
		all.flatMap(({ known }) => known?.id ?? []),
	);
	const made = await importArticles(ctx, {
		articles: fresh.map(({ writing, document, author }) => ({
			title: writing.title,
			body: document,
			...(writing.slug ? { slug: writing.slug } : {}),
			excerpt: writing.excerpt,
			tags: writing.tags,
			access: writing.item.access,
			authors: [author],
			published: writing.item.published,
			open: writing.item.open,
			...(writing.item.locale ? { locale: writing.item.locale } : {}),
		})),
	});
	const kept: KeptWriting[] = [];
	for (const one of all) {
		const place = fresh.indexOf(one);
		const written = made[place];
		if (!written) kept.push(await renewArticle(ctx, one, here));
		else {
			const item = { id: written.id, digest: one.digest, mark: String(written.version) };
			kept.push({ fate: 'fresh', item, path: articlePath(written.slug) });
		}
	}
	return kept;
}

/** Brings an article up to date unless somebody worked on it here. */
async function renewArticle(
	ctx: Ctx,
	{ writing, document, digest, author, known }: ReadyWriting,
	articles: ReadonlyMap<number, { slug: string; version: number }>,
): Promise<KeptWriting> {
	if (!known) throw new Error('Only what is known is renewed');
	const here = articles.get(known.id);
	if (!here) return { fate: 'held', item: known, path: null };
	const path = articlePath(here.slug);
	if (known.digest === digest) return { fate: 'same', item: known, path };
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
		author,
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
