import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { followerNames, mostFollowers } from '#network/practice/server/follower-names.ts';
import { mayPractise } from '#network/practice/policy.ts';

export const TellHistory = z.object({
	post: z.coerce.number().int().positive(),
	/** How many people saw it for the first time, and when. */
	reached: z.array(z.object({ people: z.number().int().min(0), seen: z.date() })),
	likes: z.number().int().min(0),
	/** Oldest first; a name that follows nobody yet becomes a follower. */
	comments: z.array(
		z.object({ name: z.string().min(1).max(80), text: z.string().min(1).max(10_000), posted: z.date() }),
	),
});

/**
 * Writes what followers did with a post in the past, for a sample brand. Whoever commented has also seen it; nobody is
 * counted twice. Returns the ids of the comments, in order.
 */
export const tellHistory = command(TellHistory, async (ctx, { post, reached, likes, comments }) => {
	authorize(ctx.actor, 'practice.use', mayPractise, null);
	const found = await ctx.db
		.selectFrom('practice.post')
		.select(['page', 'posted'])
		.where('id', '=', post)
		.executeTakeFirst();
	if (!found) throw notFound('practice');
	const total = Math.min(
		reached.reduce((sum, { people }) => sum + people, 0),
		mostFollowers,
	);
	const names = [...new Set([...comments.map(({ name }) => name), ...followerNames(mostFollowers)])].slice(
		0,
		Math.max(total, likes, comments.length),
	);
	// Thousands of rows: each kind travels as one list.
	const { rows } = await sql<{ id: number; name: string }>`
		with wanted as (select name from unnest(${names}::text[]) as wanted (name)),
		added as (
			insert into practice.follower (page, name) select ${found.page}::bigint, name from wanted
			on conflict (page, name) do nothing returning id, name
		)
		select id, name from added
		union all select follower.id, follower.name from practice.follower join wanted using (name) where page = ${found.page}::bigint`.execute(
		ctx.db,
	);
	const idOf = new Map(rows.map(({ id, name }) => [name, id]));
	const followers = names.map((name) => idOf.get(name) as number);
	const moments = reached.flatMap(({ people, seen }) => Array.from({ length: people }, () => seen));
	const seen = Array.from({ length: total }, (_, index) => (moments[index] ?? found.posted).toISOString());
	await sql`
		insert into practice.sighting (post, follower, seen)
		select ${post}::bigint, follower, seen from unnest(${followers.slice(0, total)}::bigint[], ${seen}::text[]::timestamptz[]) as told (follower, seen)
		on conflict do nothing`.execute(ctx.db);
	await sql`
		insert into practice.liking (post, follower, liked)
		select ${post}::bigint, follower, ${found.posted}::timestamptz from unnest(${followers.slice(0, likes)}::bigint[]) as told (follower)
		on conflict do nothing`.execute(ctx.db);
	const ids: number[] = [];
	for (const { name, text, posted } of comments) {
		const { id } = await ctx.db
			.insertInto('practice.comment')
			.values({ post, follower: idOf.get(name) as number, text, posted })
			.returning('id')
			.executeTakeFirstOrThrow();
		ids.push(id);
	}
	return { comments: ids };
});
