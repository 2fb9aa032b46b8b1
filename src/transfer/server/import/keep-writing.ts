import { createHash } from 'node:crypto';
import type { Ctx } from '#platform/context/context.ts';
import { plainText } from '#platform/document/plain-text.ts';
import type { Document } from '#platform/document/schema.ts';
import { articlePath } from '#content/article.ts';
import { publishArticle, writeArticle } from '#content/server/index.ts';
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

/** Writes an article, or brings it up to date unless somebody worked on it here. */
export async function keepArticle(
	ctx: Ctx,
	writing: PreparedWriting,
	{ document, digest, author, known }: { document: Document; digest: string; author: number; known?: KnownItem },
): Promise<KeptWriting> {
	const here = known ? await findHere(ctx, known.id) : null;
	if (known && !here) return { fate: 'held', item: known, path: null };
	if (known && here) {
		const path = articlePath(here.slug);
		if (known.digest === digest) return { fate: 'same', item: known, path };
		if (known.mark !== String(here.version)) return { fate: 'held', item: known, path };
	}
	const { item } = writing;
	const { id, slug, version } = await writeArticle(ctx, {
		...(known ? { id: known.id } : {}),
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
	return { fate: known ? 'changed' : 'fresh', item: { id, digest, mark: String(version) }, path: articlePath(slug) };
}

const findHere = async (ctx: Ctx, id: number): Promise<{ slug: string; version: number } | null> =>
	(await ctx.db.selectFrom('content.article').select(['slug', 'version']).where('id', '=', id).executeTakeFirst()) ??
	null;
