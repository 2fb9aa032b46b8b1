import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { commentReacted, type CommentReacted } from '#community/events.ts';
import { mayModerate, mayReact, mayReadThread } from '#community/policy.ts';
import { reactionBrake } from '#community/rules.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { threadThing } from '#community/thread.ts';
import { accessColumns } from '#community/server/access.ts';

export const React = z.object({
	comment: idField,
	sign: z.string().max(16),
	/** Whether it should be there afterwards; left out: the other way round than it is. */
	on: z.boolean().optional(),
});

interface Place {
	thread: number;
	author: number | null;
	comment_hidden: Date | null;
	deleted: Date | null;
	closed: Date | null;
	hidden: Date | null;
	withdrawn: Date | null;
	barred: boolean;
	quiet: boolean;
	/** The brand offers this sign. */
	offered: boolean;
	/** This member's reactions of the last minute. */
	lately: number;
}

/**
 * Says a sign to a comment, or takes it back; each sign once per member, however often it is pressed. Throws Problem
 * `comment.not-found`, `comment.parent-gone`, `thread.hidden`, `reaction.unknown`, `reaction.too-fast`.
 */
export const react = command(React, async (ctx, { comment, sign, on }) => {
	const member = memberOf(ctx.actor);
	const { rows } = await sql<Place>`
		select c.thread, c.author, c.hidden as comment_hidden, c.deleted, t.closed, t.hidden, t.withdrawn, ${accessColumns(ctx.actor, 't')},
			exists (select from community.sign s where s.sign = ${sign}::text and s.retired is null) as offered,
			(select count(*)::int from community.reaction r
				where r.member = ${member}::bigint and r.reacted > ${new Date(ctx.now.getTime() - 60_000)}::timestamptz) as lately
		from community.comment c join community.thread t on t.id = c.thread
		where c.id = ${comment}::bigint`.execute(ctx.db);
	const [place] = rows;
	const known = place && mayReadThread(ctx.actor, place) && (!place.comment_hidden || mayModerate(ctx.actor));
	if (!known) throw notFound('comment');
	if (ctx.actor.kind === 'member' && (place.hidden || place.withdrawn)) throw new Problem('thread.hidden', 409);
	authorize(ctx.actor, 'comment.react', mayReact, place);
	if (place.comment_hidden || place.deleted) throw new Problem('comment.parent-gone', 409);
	const where = { comment, sign, member };
	if (on !== false && !place.offered) throw new Problem('reaction.unknown', 422);
	if (on !== false && place.lately >= reactionBrake.perMinute)
		throw new Problem('reaction.too-fast', 429, { most: reactionBrake.perMinute });
	const added = on !== false && (await add(ctx, place.thread, where));
	const removed = !added && on !== true && (await remove(ctx, where));
	if (added || removed) {
		const data: CommentReacted = { thread: place.thread, comment, author: place.author, sign, on: added };
		ctx.record({ name: commentReacted, about: threadThing(place.thread), data: { ...data } });
	}
	return { comment, thread: place.thread, on: on ?? added };
});

interface Reaction {
	comment: number;
	sign: string;
	member: number | null;
}

/** True when it was not there yet. */
async function add(ctx: Ctx, thread: number, { comment, sign, member }: Reaction): Promise<boolean> {
	const { rows } = await sql`
		with added as (
			insert into community.reaction (comment, member, sign, thread, reacted)
			values (${comment}::bigint, ${member}::bigint, ${sign}::text, ${thread}::bigint, ${ctx.now}::timestamptz)
			on conflict do nothing returning comment, sign
		)
		insert into community.reaction_count (comment, sign, count) select comment, sign, 1 from added
		on conflict (comment, sign) do update set count = reaction_count.count + 1 returning comment`.execute(ctx.db);
	return rows.length > 0;
}

/** True when it was there. */
async function remove(ctx: Ctx, { comment, sign, member }: Reaction): Promise<boolean> {
	const { rows } = await sql`
		with gone as (
			delete from community.reaction
			where comment = ${comment}::bigint and member = ${member}::bigint and sign = ${sign}::text returning comment, sign
		)
		update community.reaction_count c set count = c.count - 1 from gone
		where c.comment = gone.comment and c.sign = gone.sign returning c.comment`.execute(ctx.db);
	return rows.length > 0;
}
