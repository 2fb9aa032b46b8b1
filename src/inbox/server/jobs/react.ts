import { reaction } from '#platform/job/job.ts';
import { bringHome } from '#inbox/server/commands/bring-home.ts';
import { takeAway } from '#inbox/server/commands/take-away.ts';
import { noteComment } from '#inbox/server/commands/note-comment.ts';

/** What was collected from a network comes home. */
export const bringCommentsHome = reaction('inbox.bring-comments-home', ['comment.collected'], async (ctx, { data }) => {
	await bringHome(ctx, { comment: data['comment'] as number });
});

/** What was written at home may need an answer, or be one. */
export const noteComments = reaction(
	'inbox.note-comments',
	['comment.posted'],
	async (ctx, { data }) => {
		await noteComment(ctx, { comment: data['comment'] as number });
	},
	{ quick: true },
);

/** What was taken back there is taken back here. */
export const withdrawGone = reaction('inbox.withdraw-gone', ['comment.withdrawn'], async (ctx, { data }) => {
	await takeAway(ctx, { comment: data['comment'] as number });
});
