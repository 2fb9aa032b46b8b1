import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { networkTitle } from '#network/known-networks.ts';
import { mayAnswer } from '#inbox/policy.ts';
import { home } from '#inbox/server/home.ts';
import { openTalk } from '#community/server/index.ts';

export const conversationStates = ['waiting', 'answered', 'closed'] as const;
export type ConversationState = (typeof conversationStates)[number];

const ListConversations = z.object({
	state: z.enum(conversationStates).default('waiting'),
	/** Conversations to pass over. */
	skip: z.coerce.number().int().min(0).max(100_000).default(0),
	limit: z.coerce.number().int().min(1).max(100).default(30),
});

/** Conversations in a state: waiting ones oldest first, since that person has waited longest; others newest first. */
export const listConversations = query(ListConversations, async (ctx, { state, skip, limit }) => {
	authorize(ctx.actor, 'conversation.list', mayAnswer, null);
	let rows = ctx.db
		.selectFrom('inbox.conversation as conversation')
		.leftJoin('community.thread as thread', 'thread.id', 'conversation.thread')
		.leftJoin('community.comment as said', 'said.id', 'conversation.comment')
		.select([
			'conversation.id',
			'conversation.origin',
			'conversation.author_name',
			'conversation.text',
			'conversation.opened',
			'conversation.answered',
			'conversation.closed',
			'thread.title as thread_title',
			// Of a review at home, as it stands now.
			'said.stars',
		])
		.where(openTalk(ctx.actor))
		.offset(skip)
		.limit(limit + 1);
	if (state === 'waiting')
		rows = rows
			.where('answered', 'is', null)
			.where('conversation.closed', 'is', null)
			.orderBy('conversation.opened')
			.orderBy('conversation.id');
	else if (state === 'answered')
		rows = rows.where('answered', 'is not', null).orderBy('answered', 'desc').orderBy('conversation.id', 'desc');
	else
		rows = rows
			.where('conversation.closed', 'is not', null)
			.where('answered', 'is', null)
			.orderBy('conversation.closed', 'desc')
			.orderBy('conversation.id', 'desc');
	const found = await rows.execute();
	const items = found.slice(0, limit).map(({ thread_title: title, author_name: author, text, origin, ...row }) => ({
		...row,
		origin,
		originTitle: origin === home ? null : networkTitle(ctx.locale, origin),
		author,
		text: text.length > 140 ? `${text.slice(0, 140)}…` : text,
		thread: title,
	}));
	return { items, next: found.length > limit ? skip + limit : null, counts: await countConversations(ctx, {}) };
});

/** How many conversations there are in each state. */
export const countConversations = query(z.object({}), async (ctx): Promise<Record<ConversationState, number>> => {
	authorize(ctx.actor, 'conversation.list', mayAnswer, null);
	const { rows } = await sql<Record<ConversationState, number>>`
		select count(*) filter (where answered is null and v.closed is null) as waiting,
			count(*) filter (where answered is not null) as answered,
			count(*) filter (where answered is null and v.closed is not null) as closed
		from inbox.conversation v left join community.thread t on t.id = v.thread
		where ${openTalk(ctx.actor, 't')}`.execute(ctx.db);
	return rows[0]!;
});

/** How many people wait for an answer, for the console's menu; 0 for whoever does not answer. */
export const countWaiting = query(z.object({}), async (ctx): Promise<number> =>
	mayAnswer(ctx.actor) ? (await countConversations(ctx, {})).waiting : 0,
);
