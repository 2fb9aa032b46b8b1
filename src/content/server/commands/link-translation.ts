import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { articleThing } from '#content/article.ts';
import { articleChanged } from '#content/events.ts';
import { mayChange, mayChangePublished } from '#content/policy.ts';
import { findWritten } from '#content/server/find-written.ts';
import { decoded } from '#content/server/leads-to.ts';

const id = z.coerce.number().int().positive();

/** The other article is named by an address of it, where it is read or where it is written, or by its id. */
export const LinkTranslation = z.union([
	z.object({ id, other: id }),
	z.object({ id, linkTo: z.string().trim().min(1, 'missing').max(2000, 'too-long') }),
]);

/**
 * Says of two articles that are written already that each is the other in another language. Safe to run twice. Throws
 * Problem `input.invalid` for an address where no article stands, `translation.same-language` (422) and
 * `translation.linked-already` (409) where one of them has a translation.
 */
export const linkTranslation = command(LinkTranslation, async (ctx, input) => {
	const { id: own } = input;
	const [path, named] = 'other' in input ? ['article', input.other] : ['linkTo', await findNamed(ctx, input.linkTo)];
	if (!named || named === own) throw invalidInput([{ path, key: named ? 'address-itself' : 'article-unknown' }]);
	// The older one first, whichever of them was named: two who link the same pair wait for each other, not both for both.
	const rows = [];
	for (const one of [own, named].sort((a, b) => a - b)) rows.push(await findLinkable(ctx, one));
	const [older, newer] = rows as [Linkable, Linkable];
	if (newer.translates === older.id || older.translates === newer.id) return { id: own, other: named };
	if (older.locale === newer.locale) throw new Problem('translation.same-language', 422);
	for (const one of rows) await refuseSecond(ctx, one);

	await ctx.db.updateTable('content.article').set({ translates: null }).where('id', '=', older.id).execute();
	await ctx.db.updateTable('content.article').set({ translates: older.id }).where('id', '=', newer.id).execute();
	tellOf(ctx, [own, named]);
	return { id: own, other: named };
});

/** Takes an article out of the company of its translations: it stands alone, as they do. Safe to run twice. */
export const unlinkTranslation = command(z.object({ id }), async (ctx, { id: own }) => {
	const article = await findWritten(ctx, own);
	const family = await familyOf(ctx, article);
	const there = [own, ...family.filter(({ deleted }) => !deleted).map((other) => other.id)];
	for (const one of there.sort((a, b) => a - b)) await findLinkable(ctx, one);
	if (!family.length) return { id: own };
	// When it was the first of them, the oldest that is left is.
	const [first, ...rest] = article.translates ? [] : family.map((other) => other.id);
	await ctx.db
		.updateTable('content.article')
		.set({ translates: null })
		.where('id', 'in', [own, first ?? own])
		.execute();
	if (first && rest.length)
		await ctx.db.updateTable('content.article').set({ translates: first }).where('id', 'in', rest).execute();
	tellOf(ctx, there);
	return { id: own };
});

type Linkable = Awaited<ReturnType<typeof findLinkable>>;

/** Readers of each see another list of languages. */
function tellOf(ctx: Ctx, articles: readonly number[]): void {
	for (const article of articles) ctx.record({ name: articleChanged, about: articleThing(article), data: { article } });
}

/** An article of a pair: both pages change for their readers, so both are the actor's to change. */
async function findLinkable(ctx: Ctx, article: number) {
	const row = await findWritten(ctx, article, 'for update');
	authorize(ctx.actor, 'article.write', mayChange, row);
	if (row.published && !mayChangePublished(ctx.actor, row)) throw new Problem('article.review-required', 403);
	return row;
}

/** The others that say the same, the oldest first. */
const familyOf = (ctx: Ctx, { id: own, translates }: { id: number; translates: number | null }) =>
	ctx.db
		.selectFrom('content.article')
		.select(['id', 'title', 'deleted'])
		.where((row) => row.or([row('id', '=', translates ?? own), row('translates', '=', translates ?? own)]))
		.where('id', '!=', own)
		.orderBy('id')
		.execute();

/** What was deleted gives up its place; anything else keeps it. */
async function refuseSecond(ctx: Ctx, article: Linkable): Promise<void> {
	const family = await familyOf(ctx, article);
	const other = family.find(({ deleted }) => !deleted);
	if (other) throw new Problem('translation.linked-already', 409, { title: article.title, other: other.title });
	await ctx.db.updateTable('content.article').set({ translates: null }).where('translates', '=', article.id).execute();
}

/** The article, published or not, that an address of this site means: `/articles/SLUG`, also a former one, or `/console/content/ID`. */
async function findNamed(ctx: Ctx, typed: string): Promise<number | null> {
	if (!URL.canParse(typed, ctx.site.url)) return null;
	const url = new URL(typed, ctx.site.url);
	if (url.origin !== new URL(ctx.site.url).origin) return null;
	const number = /^\/console\/content\/(\d{1,15})(?:\/|$)/.exec(url.pathname)?.[1];
	const slug = decoded(/^\/articles\/([^/]+)\/?$/.exec(url.pathname)?.[1] ?? '');
	if (!number && !slug) return null;
	const found = await ctx.db
		.selectFrom('content.article as article')
		.leftJoin('content.former_slug as former', (join) =>
			join.onRef('former.article', '=', 'article.id').on('former.slug', '=', slug),
		)
		.select('article.id')
		.where('article.deleted', 'is', null)
		.where((row) =>
			number
				? row('article.id', '=', Number(number))
				: row.or([row('article.slug', '=', slug), row('former.slug', 'is not', null)]),
		)
		.orderBy((row) => row('article.slug', '=', slug), 'desc')
		.limit(1)
		.executeTakeFirst();
	return found?.id ?? null;
}
