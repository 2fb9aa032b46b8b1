import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { authorIds } from '#content/server/authors.ts';
import { notFound } from '#platform/problem.ts';

/**
 * What permission and the work on an article need of it, locked when a command is about to change it. Deleted ones are
 * not there. Throws Problem `article.not-found`.
 */
export async function findWritten(ctx: Ctx, id: number, lock: 'for update' | 'unlocked' = 'unlocked') {
	const found = ctx.db
		.selectFrom('content.article as article')
		.select([
			'id',
			'series',
			'translates',
			'locale',
			'author',
			'slug',
			'title',
			'version',
			'published',
			'scheduled',
			'thread',
			'segment',
		])
		.select(['submitted', 'submitted_by', 'approved', 'approved_version', 'returned'])
		.select(authorIds('article').as('authors'))
		.select(sql<boolean>`exists (select from content.desk where review_required is not null)`.as('reviewRequired'))
		.where('id', '=', id)
		.where('deleted', 'is', null);
	const row = await (lock === 'for update' ? found.forUpdate() : found).executeTakeFirst();
	if (!row) throw notFound('article');
	return row;
}
