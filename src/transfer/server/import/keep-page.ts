import type { Ctx } from '#platform/context/context.ts';
import { plainText } from '#platform/document/plain-text.ts';
import { Problem } from '#platform/problem.ts';
import { pagePath } from '#content/page.ts';
import { importPage, publishPage, writePage } from '#content/server/index.ts';
import { isSame } from '#transfer/server/import/adopt.ts';
import type { FormerWriting } from '#transfer/former-writing.ts';
import type { KeptWriting, ReadyWriting } from '#transfer/server/import/keep-writing.ts';
import type { PreparedWriting } from '#transfer/server/import/prepared.ts';

/** Writes a page, or brings it up to date unless somebody worked on it here. */
export async function keepPage(
	ctx: Ctx,
	{ writing, document, digest, author, known, former }: ReadyWriting,
): Promise<KeptWriting> {
	const here = known ? await findHere(ctx, known.id) : null;
	if (known && !here) return { fate: 'held', item: known, path: null };
	if (known && here) {
		const path = pagePath(here.slug);
		if (isSame(known, digest)) return { fate: 'same', item: known, path };
		if (known.mark !== String(here.version)) return { fate: 'held', item: known, path };
	}
	const { item } = writing;
	if (!known && item.former) return bringBack(ctx, { writing, document, digest, author, former }, item.former);
	const { id, slug, version } = await writeSomewhere(ctx, writing, {
		...(known ? { id: known.id } : {}),
		title: writing.title,
		body: document,
		excerpt: writing.excerpt,
		...(item.locale ? { locale: item.locale } : {}),
	});
	if (item.published && plainText(document).trim() && !here?.published) await publish(ctx, id);
	return { fate: known ? 'changed' : 'fresh', item: { id, digest, mark: String(version) }, path: pagePath(slug) };
}

/** Under its old address; where that is not free here, under one beside it. A page that is here keeps its address. */
async function writeSomewhere(
	ctx: Ctx,
	writing: PreparedWriting,
	page: Parameters<typeof writePage>[1],
): ReturnType<typeof writePage> {
	if (page.id) return writePage(ctx, page);
	const stem = writing.slug || writing.title;
	for (const slug of [stem, `${stem}-page`, `page-${writing.item.id}`]) {
		try {
			return await writePage(ctx, { ...page, slug });
		} catch (error) {
			if (!(error instanceof Problem) || !/^page\.address-/.test(error.code)) throw error;
		}
	}
	return writePage(ctx, { ...page, slug: `page-${writing.item.id}-${ctx.now.getTime()}` });
}

/** A page of a house of our own kind. Its address may be taken here; then it gets another. */
async function bringBack(
	ctx: Ctx,
	{ writing, document, digest, author, former: here }: ReadyWriting,
	former: FormerWriting,
): Promise<KeptWriting> {
	const { item, title, excerpt } = writing;
	const page = {
		title,
		body: document,
		excerpt,
		locale: item.locale ?? ctx.locale,
		role: former.role,
		translates: here?.translates ?? null,
		author: item.author === null ? null : author,
		created: former.created,
		changed: former.changed,
		published: item.published,
		withdrawn: former.withdrawn,
		formerSlugs: former.formerSlugs,
	};
	const stem = writing.slug || title;
	for (const slug of [stem, `${stem}-page`, `${stem}-${former.created.getTime()}`]) {
		try {
			const made = await importPage(ctx, { ...page, slug });
			const kept = { id: made.id, digest, mark: String(made.version) };
			return { fate: 'fresh', item: kept, path: pagePath(made.slug) };
		} catch (error) {
			if (!(error instanceof Problem) || !/^page\.address-/.test(error.code)) throw error;
		}
	}
	throw new Problem('page.address-taken', 409, { address: `/${stem}` });
}

/** One that still has places to fill in stays a draft. */
async function publish(ctx: Ctx, id: number): Promise<void> {
	try {
		await publishPage(ctx, { id, imported: true });
	} catch (error) {
		if (!(error instanceof Problem) || error.code !== 'page.blanks-left') throw error;
	}
}

const findHere = async (ctx: Ctx, id: number) =>
	(await ctx.db
		.selectFrom('content.page')
		.select(['slug', 'version', 'published'])
		.where('id', '=', id)
		.executeTakeFirst()) ?? null;
