import { sql } from 'kysely';
import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { sendMail } from '#platform/mail/send-mail.ts';
import { Problem } from '#platform/problem.ts';
import { communityText } from '#community/messages/index.ts';
import { postComment } from '#community/server/index.ts';
import { readBrand } from '#site/server/index.ts';
import { notificationText } from '#notification/messages/index.ts';

const digest = z.string().length(64);
const id = z.number().int().positive();

export const PostReply = z.object({
	/** Names the mail; it is one comment however often it comes. */
	digest,
	bundle: id,
	thread: id,
	/** What is answered; null: the thread. */
	parent: id.nullable(),
	text: z.string().max(100_000),
	/** It came from another address than the member's: a person looks at it first. */
	foreign: z.boolean(),
	/** Files that came along and are not taken. */
	attachments: z.number().int().nonnegative(),
	/** The member's own address. */
	email: z.string().max(320),
});

/**
 * Makes a comment of a member's answer to a mail; every limit and hold of a comment holds. Returns null when this mail was
 * taken before. Throws whatever `postComment` throws; nothing is then kept of it.
 */
export const postReply = command(PostReply, async (ctx, { digest: name, bundle, thread, parent, text, ...mail }) => {
	const fresh = await ctx.db
		.insertInto('notification.reply')
		.values({ digest: name, bundle, received: ctx.now })
		.onConflict((row) => row.doNothing())
		.returning('digest')
		.executeTakeFirst();
	if (!fresh) return null;
	const waits = mail.foreign ? ['other-sender'] : [];
	const comment = await postComment(ctx, { thread, parent, body: { text }, waits });
	await ctx.db.updateTable('notification.reply').set({ comment: comment.id }).where('digest', '=', name).execute();
	await sql`update notification.notice set read = ${ctx.now}::timestamptz where bundle = ${bundle}::bigint and read is null`.execute(
		ctx.db,
	);
	if (mail.attachments && !mail.foreign) {
		const say = notificationText(ctx.locale);
		const { name: brand } = await readBrand(ctx, {});
		const url = `${ctx.site.url}/community/comment/${comment.id}/place`;
		await sendMail(ctx, {
			to: mail.email,
			subject: say('reply.files.subject'),
			text: say('reply.files.text', { count: mail.attachments, url, brand }),
			kind: 'reply-note',
		});
	}
	return comment;
});

/** Tells a member once why their answer became no comment, with what they wrote. Safe to run twice. */
export const refuseReply = command(
	z.object({
		digest,
		bundle: id,
		problem: z.custom<Problem>((value) => value instanceof Problem),
		text: z.string(),
		email: z.string(),
	}),
	async (ctx, { digest: name, bundle, problem, text, email }) => {
		const fresh = await ctx.db
			.insertInto('notification.reply')
			.values({ digest: name, bundle, received: ctx.now, refused: problem.code })
			.onConflict((row) => row.doNothing())
			.returning('digest')
			.executeTakeFirst();
		if (!fresh) return;
		const say = notificationText(ctx.locale);
		const key = `problem.${problem.code}`;
		const known = communityText(ctx.locale)(key as never, problem.details as never);
		const why = known !== key ? known : say(text.trim() ? 'reply.refused.other' : 'reply.refused.empty');
		await sendMail(ctx, {
			to: email,
			subject: say('reply.refused.subject'),
			text: say('reply.refused.text', { why, text: text.slice(0, 2000), brand: (await readBrand(ctx, {})).name }),
			kind: 'reply-note',
		});
	},
);
