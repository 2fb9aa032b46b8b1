import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayChange } from '#content/policy.ts';
import { findWritten } from '#content/server/find-written.ts';

const ListRevisions = z.object({
	article: z.coerce.number().int().positive(),
	/** Number of the last revision of the page before. */
	before: z.coerce.number().int().positive().optional(),
	limit: z.number().int().min(1).max(100).default(50),
});

/** What the saves of an article left behind, newest first, for those who may change it. */
export const listRevisions = query(ListRevisions, async (ctx, { article: id, before, limit }) => {
	const article = await findWritten(ctx, id);
	authorize(ctx.actor, 'article.write', mayChange, article);
	let found = ctx.db
		.selectFrom('content.revision as revision')
		.leftJoin('membership.member as member', 'member.id', 'revision.kept_by')
		.select([
			'revision.number',
			'revision.title',
			'revision.kept',
			'revision.published',
			'revision.restored',
			'member.name as by',
		])
		.where('revision.article', '=', id)
		.orderBy('revision.number', 'desc')
		.limit(limit + 1);
	if (before) found = found.where('revision.number', '<', before);
	const rows = await found.execute();
	const items = rows.slice(0, limit);
	return { article, items, next: rows.length > limit ? (items.at(-1)?.number ?? null) : null };
});
