import { sql } from 'kysely';
import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import { mayReadThread } from '#community/policy.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { threadCard } from '#community/server/card.ts';
import { threadCards } from '#community/server/visible.ts';
import { accessParts } from '#community/server/access.ts';
import { memberOf } from '#platform/actor.ts';

/** Signs that members may react with, in order; read beside what is asked. */
export const offeredSigns = sql<string[]>`(
	select coalesce(array_agg(s.sign order by s.position), '{}') from community.sign s where s.retired is null
)`.as('signs');

/** The newest comment that everybody can read. */
const newestComment = sql<number>`coalesce((
	select c.id from community.comment c where c.thread = thread.id and c.hidden is null and c.deleted is null order by c.id desc limit 1
), 0)`.as('newest');

const FindThread = z.union([z.object({ id: idField }).strict(), z.object({ subject: z.string().max(100) }).strict()]);

/** What other parts need to know of a thread, by its id or its subject; null when there is none for this actor. */
export const findThread = query(FindThread, async (ctx, which) => {
	const row = await threadCards(ctx)
		.select(['thread.hidden', 'thread.withdrawn', 'thread.slow_seconds', 'thread.close_days'])
		.select('category.close_days as category_days')
		.select(['thread.author as begun_by', offeredSigns, newestComment, ...accessParts(ctx.actor)])
		.where((eb) => ('id' in which ? eb('thread.id', '=', which.id) : eb('thread.subject', '=', which.subject)))
		.executeTakeFirst();
	return row && mayReadThread(ctx.actor, row)
		? {
				...threadCard(row),
				hidden: row.hidden,
				withdrawn: row.withdrawn,
				/** Whoever asks began it. */
				own: row.begun_by !== null && row.begun_by === memberOf(ctx.actor),
				barred: row.barred,
				/** Whoever asks may read here, and not answer. */
				quiet: row.quiet,
				opening: row.opening,
				signs: row.signs,
				slowSeconds: row.slow_seconds,
				/** Closes after so many days of silence: said of itself (null: nothing), and of its category. */
				closeDays: row.close_days,
				categoryDays: row.category_days ?? 0,
				newest: row.newest,
			}
		: null;
});
