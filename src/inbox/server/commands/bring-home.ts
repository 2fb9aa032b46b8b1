import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { postForeignComment } from '#community/server/index.ts';
import { conversationOpened } from '#inbox/events.ts';

/**
 * Takes a comment that was collected from a network: puts it under the article that the post was about, with its origin,
 * and opens a conversation for it. Safe to repeat. Our own answers are recognised by their ids and stay where they are.
 */
export const bringHome = command(z.object({ comment: z.number() }), async (ctx, { comment: id }) => {
	const said = await ctx.db
		.selectFrom('publishing.comment as comment')
		.innerJoin('publishing.post as post', 'post.id', 'comment.post')
		.innerJoin('publishing.account as account', 'account.id', 'post.account')
		.leftJoin('content.article as article', (join) =>
			join.onRef('article.id', '=', 'post.article').on('article.published', 'is not', null),
		)
		.selectAll('comment')
		.select(['account.network', 'article.thread'])
		.where('comment.id', '=', id)
		.executeTakeFirst();
	if (!said || (await ours(ctx, said))) return null;
	const known = await ctx.db
		.selectFrom('inbox.conversation')
		.select('id')
		.where('foreign_comment', '=', id)
		.executeTakeFirst();
	if (known) return known;

	const comment = said.thread === null ? null : await underArticle(ctx, { ...said, thread: said.thread });
	const opened = await ctx.db
		.insertInto('inbox.conversation')
		.values({
			kind: 'comment',
			origin: said.network,
			comment,
			thread: comment === null ? null : said.thread,
			foreign_comment: id,
			post: said.post,
			author_name: said.author_name,
			text: said.text,
			opened: said.posted,
		})
		.onConflict((conflict) => conflict.column('comment').doUpdateSet({ foreign_comment: id, post: said.post }))
		.returning('id')
		.executeTakeFirstOrThrow();
	ctx.record({
		name: conversationOpened,
		about: `conversation:${opened.id}`,
		data: { conversation: opened.id, origin: said.network },
	});
	return opened;
});

interface Said {
	post: number;
	network: string;
	external_id: string;
	external_parent: string | null;
	author_name: string;
	text: string;
	url: string | null;
	posted: Date;
}

/** True for an answer that we sent. While one with the same words is under way, nobody knows yet: the job comes back. */
async function ours(ctx: Ctx, said: Said): Promise<boolean> {
	const answers = await ctx.db
		.selectFrom('inbox.answer as answer')
		.innerJoin('inbox.conversation as conversation', 'conversation.id', 'answer.conversation')
		.select(['answer.external_id', 'answer.text', 'answer.armed'])
		.where('conversation.post', '=', said.post)
		.where((eb) =>
			eb.or([
				eb('answer.external_id', '=', said.external_id),
				eb.and([
					eb('answer.armed', 'is not', null),
					eb('answer.delivered', 'is', null),
					eb('answer.failed', 'is', null),
					eb('answer.text', '=', said.text),
				]),
			]),
		)
		.execute();
	if (answers.some((answer) => answer.external_id === said.external_id)) return true;
	if (answers.length) throw new Error('An answer with these words is under way: whether this is it is known later');
	return false;
}

/** Puts it under the article; null when the thread does not take it, which must not keep it out of the inbox. */
async function underArticle(ctx: Ctx, said: Said & { thread: number }): Promise<number | null> {
	const parent = said.external_parent === null ? null : await homeOf(ctx, said, said.external_parent);
	// Whoever does not want to be named is not found by the way to their words there, either.
	const unnamed = await isUnnamed(ctx, said);
	try {
		const { id } = await postForeignComment(ctx, {
			thread: said.thread,
			...(parent === null ? {} : { parent }),
			text: said.text,
			posted: said.posted,
			origin: {
				network: said.network,
				author: unnamed ? '' : said.author_name,
				url: unnamed ? null : said.url,
				id: said.external_id,
			},
		});
		return id;
	} catch (error) {
		if (!(error instanceof Problem)) throw error;
		ctx.log.info('comment not put under the article', { code: error.code, thread: said.thread });
		return null;
	}
}

/** Whether this person asked that their name is not shown here. */
const isUnnamed = async (ctx: Ctx, { network, author_name: name }: Said): Promise<boolean> =>
	(await ctx.db
		.selectFrom('publishing.unnamed')
		.select('since')
		.where('network', '=', network)
		.where('author_name', '=', name)
		.executeTakeFirst()) !== undefined;

/** The comment at home that stands for one on the network: somebody else's, or our own answer. */
async function homeOf(ctx: Ctx, { network, post }: Said, externalId: string): Promise<number | null> {
	const foreign = await ctx.db
		.selectFrom('community.comment')
		.select('id')
		.where('origin_network', '=', network)
		.where('origin_id', '=', externalId)
		.executeTakeFirst();
	if (foreign) return foreign.id;
	const answer = await ctx.db
		.selectFrom('inbox.answer as answer')
		.innerJoin('inbox.conversation as conversation', 'conversation.id', 'answer.conversation')
		.select('answer.comment')
		.where('answer.external_id', '=', externalId)
		.where('conversation.post', '=', post)
		.executeTakeFirst();
	return answer?.comment ?? null;
}
