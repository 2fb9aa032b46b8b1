import { z } from 'zod';
import { authorize, holds } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import { mayChange } from '#content/policy.ts';
import { saveArticle } from '#content/server/save-article.ts';
import { findWritten } from '#content/server/find-written.ts';

export const RestoreRevision = z.object({
	article: z.coerce.number().int().positive(),
	number: z.coerce.number().int().positive(),
});

/**
 * Brings back a revision as a new version, its names and its place in a series too; what it replaces is kept as any other. The address stays the
 * present one, since it is known outside.
 */
export const restoreRevision = command(RestoreRevision, async (ctx, { article: id, number }) => {
	const article = await findWritten(ctx, id);
	authorize(ctx.actor, 'article.write', mayChange, article);
	const revision = await ctx.db
		.selectFrom('content.revision')
		.select(['title', 'excerpt', 'body', 'tags', 'locale', 'access', 'authors', 'series', 'series_position'])
		.where('article', '=', id)
		.where('number', '=', number)
		.executeTakeFirst();
	if (!revision) throw notFound('revision');
	const { authors, series, series_position, ...rest } = revision;
	// Whose names it carried comes back with it for those who may write for others; an author stays among its authors.
	const names = holds(ctx.actor, 'editor') ? await stillHere(ctx, authors, article.authors) : [];
	// Who may read it is never widened by bringing back words.
	const readers = article.segment === null ? {} : { access: 'members' as const };
	const place = { series, seriesPosition: series_position };
	return saveArticle(
		ctx,
		{ id, ...(rest as RestoredFields), ...readers, ...place, ...(names.length ? { authors: names } : {}) },
		{ restored: number },
	);
});

/** Those of a revision's authors whose names may stand over an article today: who works here, or stands over it now. */
async function stillHere(ctx: Ctx, authors: readonly number[], now: readonly number[]): Promise<number[]> {
	if (!authors.length) return [];
	const found = await ctx.db
		.selectFrom('membership.member')
		.select('id')
		.where('id', 'in', [...authors])
		.where((row) => row.or([row('role', '<>', 'member'), row('id', 'in', [0, ...now])]))
		.execute();
	const here = new Set(found.map(({ id }) => id));
	return authors.filter((id) => here.has(id));
}

type RestoredFields = {
	title: string;
	excerpt: string;
	body: unknown;
	tags: string[];
	locale: 'zh-TW' | 'en';
	access: 'public' | 'members';
};
