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
	comments: z.array(z.object({ name: z.string().min(1).max(80), text: z.string().min(1).max(10_000), posted: z.date() })),
});

/**
 * Writes what followers did with a post in the past, for a sample brand. Whoever commented has also seen it; nobody is
 * counted twice. Returns the ids of the comments, in order.
 */
export const tellHistory = command(TellHistory, async (ctx, { post, reached, likes, comments }) => {
	authorize(ctx.actor, 'practice.use', mayPractise, null);
	const found = await ctx.db.selectFrom('practice.post').select(['page', 'posted']).where('id', '=', post).executeTakeFirst();
	if (!found) throw notFound('practice');
	const total = Math.min(reached.reduce((sum, { people }) => sum + people, 0), mostFollowers);
	const names = [...new Set([...comments.map(({ name }) => name), ...followerNames(mostFollowers)])].slice(0, Math.max(total, likes, comments.length));
	if (names.length) {
		await ctx.db
			.insertInto('practice.follower')
			.values(names.map((name) => ({ page: found.page, name })))
			.onConflict((conflict) => conflict.columns(['page', 'name']).doNothing())
			.execute();
	}
	const rows = names.length
		? await ctx.db.selectFrom('practice.follower').select(['id', 'name']).where('page', '=', found.page).where('name', 'in', names).execute()
		: [];
	const idOf = new Map(rows.map(({ id, name }) => [name, id]));
	const followers = names.map((name) => idOf.get(name) as number);
	const moments = reached.flatMap(({ people, seen }) => Array.from({ length: people }, () => seen));
	const sightings = followers.slice(0, total).map((follower, index) => ({ post, follower, seen: moments[index] ?? found.posted }));
	if (sightings.length) await ctx.db.insertInto('practice.sighting').values(sightings).onConflict((conflict) => conflict.doNothing()).execute();
	const liking = followers.slice(0, likes).map((follower) => ({ post, follower, liked: found.posted }));
	if (liking.length) await ctx.db.insertInto('practice.liking').values(liking).onConflict((conflict) => conflict.doNothing()).execute();
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
