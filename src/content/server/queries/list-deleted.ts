import { z } from 'zod';
import { authorize, holds } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayWrite } from '#content/policy.ts';
import { restorableDays } from '#content/server/commands/delete-article.ts';

/** Deleted articles that the actor may bring back, last deleted first, with the day when each goes for good. */
export const listDeleted = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'article.write', mayWrite, null);
	let found = ctx.db
		.selectFrom('content.article as article')
		.leftJoin('membership.member as by', 'by.id', 'article.deleted_by')
		.select(['article.id', 'article.title', 'article.deleted', 'by.name as by'])
		.where('article.deleted', 'is not', null)
		.orderBy('article.deleted', 'desc')
		.limit(200);
	if (!holds(ctx.actor, 'editor') && ctx.actor.kind === 'member')
		found = found.where('article.author', '=', ctx.actor.member);
	const rows = await found.execute();
	return rows.map(({ deleted, ...row }) => {
		const when = deleted as Date;
		return { ...row, deleted: when, until: new Date(when.getTime() + restorableDays * 86_400_000) };
	});
});
