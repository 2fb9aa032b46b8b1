import { sql } from 'kysely';
import { foreignRenamed, threadMerged, threadSplit, type ThreadMoved } from '#community/events.ts';
import { reaction } from '#platform/job/job.ts';
import { bringHome } from '#inbox/server/commands/bring-home.ts';
import { mentionFound, mentionWithdrawn, messageReceived, messageUnwritten } from '#publishing/events.ts';
import { takeAwayMention, takeMention } from '#inbox/server/commands/take-mention.ts';
import { takeBackMessage, takeMessage } from '#inbox/server/commands/take-message.ts';
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

/** Somebody wrote to an account of ours. */
export const takeMessages = reaction('inbox.take-messages', [messageReceived], async (ctx, { data }) => {
	await takeMessage(ctx, { message: data['message'] as number });
});

/** What was written to us and taken back leaves the inbox. */
export const forgetMessages = reaction('inbox.forget-messages', [messageUnwritten], async (ctx, { data }) => {
	await takeBackMessage(ctx, { message: data['message'] as number });
});

/** Somebody linked to us elsewhere. */
export const takeMentions = reaction('inbox.take-mentions', [mentionFound], async (ctx, { data }) => {
	await takeMention(ctx, { mention: data['mention'] as number });
});

/** What is gone there leaves the inbox. */
export const forgetMentions = reaction('inbox.forget-mentions', [mentionWithdrawn], async (ctx, { data }) => {
	await takeAwayMention(ctx, { mention: data['mention'] as number });
});

/** What stands in another thread is answered there. Safe to run twice. */
export const followComments = reaction(
	'inbox.follow-comments',
	[threadSplit, threadMerged],
	async (ctx, { data }) => {
		const { thread, from } = data as unknown as ThreadMoved;
		await sql`
			update inbox.conversation v set thread = c.thread from community.comment c
			where c.id = v.comment and c.thread = ${thread}::bigint and v.thread = ${from}::bigint`.execute(ctx.db);
	},
	{ quick: true },
);

/** Whoever is called otherwise on a network now is called so here. Safe to run twice. */
export const followNames = reaction(
	'inbox.follow-names',
	[foreignRenamed],
	async (ctx, { data }) => {
		const { thread, network } = data as { thread: number; network: string };
		await sql`
			update inbox.conversation v set author_name = c.origin_author from community.comment c
			where c.id = v.comment and c.thread = ${thread}::bigint and v.thread = ${thread}::bigint
				and c.origin_network = ${network}::text and c.origin_author not in ('', v.author_name)`.execute(ctx.db);
	},
	{ quick: true },
);
