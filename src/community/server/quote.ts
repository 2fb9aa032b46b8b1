import type { Ctx } from '#platform/context/context.ts';
import { fromText } from '#platform/document/from-text.ts';
import { plainText } from '#platform/document/plain-text.ts';
import type { Document } from '#platform/document/schema.ts';
import { parseDocument } from '#platform/document/validate-document.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { mayAnswerTo } from '#community/policy.ts';
import { commentPlacePath } from '#community/thread.ts';
import { openTalk } from '#community/server/access.ts';
import { communityText } from '#community/messages/index.ts';

/** Words of what is answered that one answer can quote, in characters. */
export const longestQuote = 2_000;

const plain = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim();

/**
 * Puts the words that are answered above an answer, with whose they are and the way to them. They must be that person's
 * words, as they stand there now: nobody is quoted with what they did not say. Throws Problem `comment.not-found`,
 * `comment.parent-gone`, `comment.misquoted`.
 */
export async function withQuote(
	ctx: Ctx,
	written: { body: Document; text: string },
	{ thread, parent, quote }: { thread: number; parent: number | null; quote: string },
): Promise<{ body: Document; text: string }> {
	if (!plain(quote) || parent === null) return written;
	const said = await ctx.db
		.selectFrom('community.comment as comment')
		.leftJoin('membership.member as member', 'member.id', 'comment.author')
		.select([
			'comment.body_text as text',
			'comment.hidden',
			'comment.deleted',
			'comment.origin_author',
			'comment.nameless',
		])
		.select('member.name')
		.innerJoin('community.thread as thread', 'thread.id', 'comment.thread')
		.where('comment.id', '=', parent)
		.where('comment.thread', '=', thread)
		.where(openTalk(ctx.actor))
		.executeTakeFirst();
	if (!said) throw notFound('comment');
	if (!mayAnswerTo({ ...said, author: null, posted: new Date(0), origin_network: null }))
		throw new Problem('comment.parent-gone', 409);
	if (!plain(said.text).includes(plain(quote))) throw new Problem('comment.misquoted', 409);
	const unnamed = said.nameless ? communityText(ctx.locale)('comment.nameless') : null;
	const name = unnamed ?? (said.origin_author || said.name || '…');
	const whose = {
		type: 'paragraph',
		content: [{ type: 'text', text: name, marks: [{ type: 'link', attrs: { href: commentPlacePath(parent) } }] }],
	};
	const block = { type: 'blockquote', content: [whose, ...fromText(quote, 'comment').content] };
	const body = parseDocument({ type: 'doc', content: [block, ...written.body.content] }, 'comment');
	return { body, text: plainText(body) };
}
