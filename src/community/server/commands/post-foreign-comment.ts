import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { mayBringHome } from '#community/policy.ts';
import { checkPlace, insertComment, loadPlace, type NewComment } from '#community/server/insert-comment.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { readBody, renderComment } from '#community/server/render-comment.ts';

export const PostForeignComment = z.object({
	thread: idField,
	parent: idField.nullish(),
	text: z.string(),
	posted: z.date(),
	origin: z.object({
		/** Name of the network in the code. */
		network: z.string().min(1).max(40),
		/** What the author is called there; invisible signs and line ends are taken out. */
		author: z
			.string()
			.transform((name) => [...name.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ').trim()].slice(0, 100).join(''))
			.pipe(z.string()),
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
const longest = 5_000;

/** Brings home what somebody said on a network. The same origin is one comment, however often it is told. */
export const postForeignComment = command(
	PostForeignComment,
	async (ctx, { thread, parent = null, text, posted, origin }) => {
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
		const rendered = await renderComment(ctx, readBody({ text: [...text].slice(0, longest).join('') }, 1));
		const place = await loadPlace(ctx, comment, rendered.body_text);
		checkPlace(ctx, place, comment, rendered);
		const { id } = await insertComment(ctx, place, comment, rendered);
		return { id, thread, fresh: true };
	},
);
