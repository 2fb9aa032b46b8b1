import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { Problem } from '#platform/problem.ts';
import { answerAccepted, answerReleased, type AnswerAccepted } from '#community/events.ts';
import { mayAcceptAnswer, mayAnswerTo } from '#community/policy.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { chooseAnswer } from '#community/server/choose-answer.ts';
import { aboutThread } from '#community/server/insert-comment.ts';
import { loadComment } from '#community/server/load-comment.ts';
import { loadThread, mustBe } from '#community/server/load-thread.ts';

/**
 * Says which comment answered a question; one that was said before gives way. Safe to run twice. Throws Problem
 * `comment.not-found`, `thread.wrong-kind`, `answer.opening` (the question itself), `comment.parent-gone`.
 */
export const acceptAnswer = command(z.object({ comment: idField }), async (ctx, { comment: id }) => {
	const comment = await loadComment(ctx, id);
	const thread = await loadThread(ctx, comment.thread);
	authorize(ctx.actor, 'answer.accept', mayAcceptAnswer, thread);
	mustBe(thread, 'question');
	if (thread.opening === id) throw new Problem('answer.opening', 422);
	if (!mayAnswerTo(comment.state)) throw new Problem('comment.parent-gone', 409);
	if (await chooseAnswer(ctx, thread.id, id)) {
		const data: AnswerAccepted = { thread: thread.id, comment: id, author: comment.author };
		ctx.record({ name: answerAccepted, about: aboutThread(thread, comment.author), data: { ...data } });
	}
	return { thread: thread.id, comment: id, path: thread.path };
});

/** Takes back which comment answered a question. Safe to run twice. */
export const releaseAnswer = command(z.object({ thread: idField }), async (ctx, { thread: id }) => {
	const thread = await loadThread(ctx, id);
	authorize(ctx.actor, 'answer.accept', mayAcceptAnswer, thread);
	mustBe(thread, 'question');
	const gone = await ctx.db
		.deleteFrom('community.answer')
		.where('thread', '=', id)
		.returning('comment')
		.executeTakeFirst();
	if (gone)
		ctx.record({
			name: answerReleased,
			about: aboutThread(thread),
			data: { thread: id, comment: gone.comment, by: memberOf(ctx.actor) },
		});
	return { thread: id, path: thread.path };
});
