import { sql } from 'kysely';
import { reaction } from '#platform/job/job.ts';
import { commentWithheld } from '#community/events.ts';

/** Puts what waits for a person into the queue, unless it was decided or deleted meanwhile. */
export const noteWithheld = reaction(
	'moderation.note-withheld',
	[commentWithheld],
	async (ctx, fact) => {
		await sql`
			insert into moderation.item (comment, held_for, opened)
			select c.id, ${fact.data['waits'] as string[]}::text[], ${ctx.now}::timestamptz
			from community.comment c where c.id = ${Number(fact.data['comment'])}::bigint and c.held is not null
			on conflict (comment) do update set held_for = excluded.held_for, decision = null
			where item.decision is not null`.execute(ctx.db);
	},
	{ quick: true },
);
