import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { threadLevels } from '#community/following.ts';
import { mayFollow } from '#community/policy.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { peekThread } from '#community/server/load-thread.ts';
import { lookAgain } from '#community/server/note-unread.ts';
import { openCategory } from '#community/server/access.ts';

const level = z.enum(threadLevels);

/** Says how closely one follows a thread. What somebody follows is nobody's business: it is no fact. Safe to run twice. */
export const followThread = command(z.object({ thread: idField, level }), async (ctx, { thread: id, level }) => {
	const thread = await peekThread(ctx, id);
	authorize(ctx.actor, 'thread.follow', mayFollow, null);
	const member = memberOf(ctx.actor) ?? 0;
	await ctx.db
		.insertInto('community.reading')
		.values({ member, thread: id, level })
		.onConflict((conflict) => conflict.columns(['member', 'thread']).doUpdateSet({ level }))
		.execute();
	await lookAgain(ctx, member, { thread: id });
	return { thread: id, path: thread.path };
});

/** Says how closely one follows a category: what is said in its threads counts as unread, or none of them is shown. */
export const followCategory = command(z.object({ category: idField, level }), async (ctx, { category, level }) => {
	const found = await ctx.db
		.selectFrom('community.category')
		.select(['id', 'slug'])
		.where('id', '=', category)
		.where(openCategory(ctx.actor, 'community.category.id'))
		.executeTakeFirst();
	if (!found) throw notFound('category');
	authorize(ctx.actor, 'thread.follow', mayFollow, null);
	const member = memberOf(ctx.actor) ?? 0;
	if (level === 'normal')
		await ctx.db
			.deleteFrom('community.following')
			.where('member', '=', member)
			.where('category', '=', category)
			.execute();
	else
		await ctx.db
			.insertInto('community.following')
			.values({ member, category, level })
			.onConflict((conflict) => conflict.columns(['member', 'category']).doUpdateSet({ level }))
			.execute();
	await lookAgain(ctx, member, { category });
	return { category, slug: found.slug };
});
