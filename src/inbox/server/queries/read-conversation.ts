import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import { networkCalled, networkTitle } from '#network/known-networks.ts';
import type { TextLimit } from '#network/network.ts';
import type { MessageKind } from '#network/webhook.ts';
import { mayAnswer } from '#inbox/policy.ts';
import { home } from '#inbox/server/home.ts';
import { openTalk } from '#community/server/index.ts';
import type { Disclosure, Stars } from '#community/stars.ts';

/** How an answer stands: `delivered` at home means that it is written there. */
export type AnswerState = 'sending' | 'delivered' | 'failed' | 'unconfirmed';

/** One conversation with its answers, and the ways to where it was said. Throws Problem `conversation.not-found`. */
export const readConversation = query(z.object({ id: z.coerce.number().int().positive() }), async (ctx, { id }) => {
	authorize(ctx.actor, 'conversation.list', mayAnswer, null);
	const row = await ctx.db
		.selectFrom('inbox.conversation as conversation')
		.leftJoin('community.thread as thread', 'thread.id', 'conversation.thread')
		.leftJoin('membership.member as member', 'member.id', 'conversation.author')
		.leftJoin('publishing.comment as foreign', 'foreign.id', 'conversation.foreign_comment')
		.leftJoin('community.comment as said', 'said.id', 'conversation.comment')
		.leftJoin('publishing.mention as mention', 'mention.id', 'conversation.mention')
		.leftJoin('publishing.post as post', 'post.id', 'conversation.post')
		.select([
			'conversation.id',
			'conversation.kind',
			'conversation.account',
			'conversation.person',
			'conversation.origin',
			'conversation.author_name',
			'conversation.text',
			'conversation.opened',
			'conversation.answered',
			'conversation.closed',
			'conversation.comment',
			'conversation.foreign_comment',
			'thread.title',
			'thread.path',
			'member.handle',
			'foreign.url',
			'mention.url as mention_url',
			'mention.path as mention_path',
			'said.origin_author',
			'said.stars',
			'said.disclosed',
			'post.text as post_text',
		])
		.where('conversation.id', '=', id)
		.where(openTalk(ctx.actor))
		.executeTakeFirst();
	if (!row) throw notFound('conversation');
	const answers = await ctx.db
		.selectFrom('inbox.answer as answer')
		.leftJoin('membership.member as member', 'member.id', 'answer.author')
		.select([
			'answer.id',
			'answer.text',
			'answer.written',
			'answer.key',
			'answer.delivered',
			'answer.failed',
			'answer.unconfirmed',
			'answer.trouble',
			'answer.external_url as url',
			'member.name',
		])
		.where('conversation', '=', id)
		.orderBy('answer.id')
		.execute();
	const direct = row.kind === 'message';
	const abroad = row.foreign_comment !== null || row.kind !== 'comment';
	return {
		id: row.id,
		origin: row.origin,
		originTitle: row.origin === home ? null : networkTitle(ctx.locale, row.origin),
		/** Between them and us alone. */
		direct,
		/** What the network calls them, where they wrote to us alone. */
		person: row.person,
		messages: direct ? await listMessages(ctx, row) : [],
		/** Their name stands beside their words on this site, and may be taken away when they ask for it. */
		named: row.foreign_comment !== null && row.comment !== null && Boolean(row.origin_author),
		author: { name: row.author_name, handle: row.handle },
		text: row.text,
		/** What a review at home gives, as it stands now. */
		given: row.stars && row.disclosed ? { stars: row.stars as Stars, disclosed: row.disclosed as Disclosure } : null,
		opened: row.opened,
		answered: row.answered,
		closed: row.closed,
		/** Where it stands on this site; null when it has no place here. */
		home:
			row.path && row.comment !== null ? { title: row.title ?? '', path: `${row.path}#comment-${row.comment}` } : null,
		/** Where it stands on the network. */
		abroad: abroad ? { url: row.url ?? row.mention_url, post: row.post_text } : null,
		/** The page of ours that they linked to. */
		linked: row.mention_path,
		limit: abroad ? (direct ? postLimit(row.origin) : commentLimit(row.origin)) : null,
		answers: answers.map(({ key, delivered, failed, unconfirmed, ...answer }) => ({
			...answer,
			state: (failed
				? 'failed'
				: unconfirmed
					? 'unconfirmed'
					: delivered || !abroad || key === null
						? 'delivered'
						: 'sending') as AnswerState,
		})),
	};
});

/** What they wrote, the latest hundred, oldest first; what was taken back is not among it. */
async function listMessages(ctx: Ctx, { account, person }: { account: number | null; person: string | null }) {
	const rows = await ctx.db
		.selectFrom('publishing.message')
		.select(['id', 'kind', 'text', 'sent'])
		.where('account', '=', account)
		.where('person', '=', person)
		.where('unwritten', 'is', null)
		.orderBy('sent', 'desc')
		.orderBy('id', 'desc')
		.limit(100)
		.execute();
	return rows.toReversed().map((row) => ({ ...row, kind: row.kind as MessageKind }));
}

function postLimit(network: string): TextLimit | null {
	try {
		return networkCalled(network).limits.post;
	} catch {
		return null;
	}
}

function commentLimit(network: string): TextLimit | null {
	try {
		return networkCalled(network).limits.comment;
	} catch {
		return null;
	}
}
