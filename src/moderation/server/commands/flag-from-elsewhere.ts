import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, visitor } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { openTalk } from '#community/server/index.ts';
import { mayBringFlag } from '#moderation/policy.ts';
import { flagBrake } from '#moderation/rules.ts';
import { idField } from '#moderation/server/commands/flag-comment.ts';

/** Longest words of a complaint from elsewhere that are shown. */
const longest = 200;

/**
 * A server of the open network passes on that somebody there complained of a comment: it waits in the queue, with which server and their words. Ten a
 * day from one server, as from one member; of what cannot be read by everybody none. Safe to run twice.
 */
export const flagFromElsewhere = command(
	z.object({ comment: idField, host: z.string().min(1).max(253), words: z.string() }),
	async (ctx, { comment, host, words }) => {
		authorize(ctx.actor, 'comment.bring-flag', mayBringFlag, null);
		const said = [...words.replace(/\s+/g, ' ').trim()].slice(0, longest).join('');
		const why = `elsewhere:${host}${said ? ` — ${said}` : ''}`;
		await sql`select pg_advisory_xact_lock(hashtextextended(${`flag ${host}`}::text, 503))`.execute(ctx.db);
		await sql`
			insert into moderation.item (comment, held_for, opened)
			select c.id, array[${why}::text], ${ctx.now}::timestamptz
			from community.comment c join community.thread t on t.id = c.thread
			where c.id = ${comment}::bigint and c.hidden is null and c.deleted is null and t.hidden is null and t.withdrawn is null
				and ${openTalk(visitor, 't')}
				and (
					select count(*) from moderation.item i
					where i.opened > ${new Date(ctx.now.getTime() - 86_400_000)}::timestamptz
						and exists (select from unnest(i.held_for) h where h = ${`elsewhere:${host}`} or starts_with(h, ${`elsewhere:${host} `}))
				) < ${flagBrake.perDay}::int
			on conflict (comment) do update set
				held_for = case when item.decision is null then array_append(item.held_for, ${why}::text) else array[${why}::text] end,
				opened = case when item.decision is null then item.opened else excluded.opened end, decision = null
			where not ${why} = any(item.held_for)`.execute(ctx.db);
	},
);
