import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { ideaDecided } from '#community/events.ts';
import { ideaStatuses } from '#community/kind.ts';
import { mayDecideIdea } from '#community/policy.ts';
import { chooseAnswer } from '#community/server/choose-answer.ts';
import { idField, postComment } from '#community/server/commands/post-comment.ts';
import { aboutThread } from '#community/server/insert-comment.ts';
import { loadThread, mustBe } from '#community/server/load-thread.ts';

export const DecideIdea = z.object({
	thread: idField,
	status: z.enum(ideaStatuses),
	/** What the house says to it: it becomes a comment that stands at the top; empty: the one before stays. */
	text: z.string().default(''),
});

/**
 * Says where an idea stands, and why. Safe to run twice. Throws Problem `thread.not-found`, `thread.wrong-kind` and what
 * posting a comment throws.
 */
export const decideIdea = command(DecideIdea, async (ctx, { thread: id, status, text }) => {
	const thread = await loadThread(ctx, id);
	authorize(ctx.actor, 'idea.decide', mayDecideIdea, thread);
	mustBe(thread, 'idea');
	const before = await ctx.db
		.selectFrom('community.idea')
		.select('status')
		.where('thread', '=', id)
		.executeTakeFirstOrThrow();
	let comment: number | null = null;
	if (text.trim()) {
		comment = (await postComment(ctx, { thread: id, body: { text } })).id;
		await chooseAnswer(ctx, id, comment);
	}
	if (before.status !== status)
		await ctx.db
			.updateTable('community.idea')
			.set({ status, decided: ctx.now, decided_by: memberOf(ctx.actor) })
			.where('thread', '=', id)
			.execute();
	if (before.status !== status || comment !== null)
		ctx.record({
			name: ideaDecided,
			about: aboutThread(thread),
			data: { thread: id, status, before: before.status, comment },
		});
	return { thread: id, path: thread.path };
});
