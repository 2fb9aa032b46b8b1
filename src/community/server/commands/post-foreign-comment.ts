import { z } from 'zod';
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { mayBringHome } from '#community/policy.ts';
import { checkPlace, insertComment, loadPlace, type NewComment } from '#community/server/insert-comment.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { countContents } from '#community/rules.ts';
import { review } from '#community/review.ts';
import { readBody, renderComment, type RenderedComment } from '#community/server/render-comment.ts';

/** What somebody is called on a network, as it stands here: invisible signs and line ends are taken out. */
export const foreignName = z
	.string()
	.transform((name) => [...name.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ').trim()].slice(0, 100).join(''))
	.pipe(z.string());

export const PostForeignComment = z.object({
	thread: idField,
	parent: idField.nullish(),
	text: z.string(),
	posted: z.date(),
	/** Who said it, by a name that is theirs alone: it is looked at as a newcomer's words are, and may wait for a person. */
	review: z.string().max(2_000).nullish(),
	origin: z.object({
		/** Name of the network in the code. */
		network: z.string().min(1).max(40),
		/** What the author is called there. */
		author: foreignName,
		/** Where it is read there; only an address of the web is kept. */
		url: z
			.string()
			.max(2048)
			.nullish()
			.transform((url) => (url && /^https?:\/\//i.test(url) && URL.canParse(url) ? url : null)),
		/** The network's own id of the comment. */
		id: z.string().min(1).max(300),
	}),
});

/** What is longer than a comment here is cut, in characters. A single sign is enough: elsewhere a 👍 is an answer. */
export const longestForeign = 5_000;

/** Brings home what somebody said on a network. The same origin is one comment, however often it is told. */
export const postForeignComment = command(
	PostForeignComment,
	async (ctx, { thread, parent = null, text, posted, origin, review: stranger }) => {
		authorize(ctx.actor, 'comment.bring-home', mayBringHome, null);
		await sql`select pg_advisory_xact_lock(hashtextextended(${`${origin.network} ${origin.id}`}::text, 501))`.execute(
			ctx.db,
		);
		const known = await ctx.db
			.selectFrom('community.comment')
			.select(['id', 'thread'])
			.where('origin_network', '=', origin.network)
			.where('origin_id', '=', origin.id)
			.executeTakeFirst();
		if (known) return { id: known.id, thread: known.thread, fresh: false };
		const comment: NewComment = { thread, parent, author: null, posted, origin };
		const rendered = await renderComment(ctx, readBody({ text: [...text].slice(0, longestForeign).join('') }, 1));
		const place = await loadPlace(ctx, comment, rendered.body_text);
		checkPlace(ctx, place, comment, rendered);
		const waits = stranger ? await waitsFor(ctx, stranger, rendered) : [];
		const { id } = await insertComment(ctx, place, comment, rendered, waits);
		return { id, thread, fresh: true };
	},
);

/** Why a stranger's words wait; nobody here has their number, so they are told apart by one that no member has. */
export async function waitsFor(
	ctx: Ctx,
	stranger: string,
	{ body, body_text: text }: RenderedComment,
	edited = false,
): Promise<readonly string[]> {
	const author = -createHash('sha256').update(stranger).digest().readUIntBE(0, 6);
	const { links, hosts, pictures } = countContents(body, new URL(ctx.site.url).host);
	return review(ctx, { author, known: { joined: ctx.now, level: 0 }, text, links, hosts, pictures, edited });
}
