import type { Ctx } from '#platform/context/context.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import type { FieldProblem } from '#platform/problem.ts';
import type { Objection } from '#network/prepare.ts';
import type { Limits } from '#network/network.ts';
import { postQueued } from '#publishing/events.ts';
import { layOut } from '#publishing/lay-out.ts';
import { usualShape, type VariantShape } from '#publishing/variant-shape.ts';
import { codeLength, createLink } from '#publishing/server/commands/create-link.ts';
import { outgoingPictures } from '#publishing/server/compose-post.ts';
import { randomToken } from '#platform/token.ts';
import { accountLimits } from '#publishing/server/account-limits.ts';
import { deliverPost } from '#publishing/server/jobs/deliver-post.ts';

/** A post that was judged and may be placed. */
export interface NewPost {
	account: number;
	article: number | null;
	/** The page of this site that its link leads to; null: it has no link. */
	target: string | null;
	/** What its link is called in lists. */
	label: string;
	text: string;
	pictures: readonly number[];
	author: number | null;
	/** A key makes one post. */
	key: string;
	/** True: the caller sends it after the commit. */
	sentByCaller?: boolean;
	/** Its place in its account's line; absent: behind what is there. */
	queued?: Date;
	/** Absent: one post with its link where its network wants it. */
	shape?: VariantShape;
	/** What its account takes, where the caller knows. */
	limits?: Limits | null;
}

/** A link as long as every tracked link of this site, to count with before there is one. */
export const likeALink = (ctx: Ctx): string => `${ctx.site.url}/go/${'x'.repeat(codeLength)}`;

/** What a network would refuse of this post: only what stops it. */
export async function refusalsOf(
	ctx: Ctx,
	limits: Limits,
	{ text, target, pictures, shape = usualShape }: Pick<NewPost, 'text' | 'target' | 'pictures' | 'shape'>,
): Promise<Objection[]> {
	const link = target === null ? null : likeALink(ctx);
	const outgoing = await outgoingPictures(ctx, pictures, { limits, alts: shape.alts });
	return layOut(limits, { text, link, pictures: outgoing }, shape).objections.filter(({ stops }) => stops);
}

/** The problem of a text that a network would refuse, said about one field. */
export const refusedInput = (wrong: readonly Objection[], path: string): Error =>
	invalidInput(wrong.map(({ key }): FieldProblem => ({ path, key: key === 'text-too-long' ? 'too-long' : key })));

/**
 * Queues a post, with a tracked link of its own where it leads somewhere. Inside a command. Null when a post with this key is
 * there already; then nothing else was changed but the link made in vain, which the command's refusal takes back.
 */
export async function placePost(ctx: Ctx, post: NewPost): Promise<number | null> {
	const shape = post.shape ?? usualShape;
	const link =
		post.target === null || shape.linkPlace === 'none'
			? null
			: await createLink(ctx, { target: post.target, article: post.article, label: post.label.slice(0, 200) });
	const limits = post.limits === undefined ? await limitsOf(ctx, post.account) : post.limits;
	const laid = limits
		? layOut(limits, { text: post.text, link: link?.url ?? null }, shape)
		: { text: post.text, rest: [] };
	const made = await ctx.db
		.insertInto('publishing.post')
		.values({
			account: post.account,
			article: post.article,
			// Where it stands in a comment, the post itself has none.
			link: shape.linkPlace === 'usual' ? (link?.id ?? null) : null,
			text: laid.text || post.text,
			alts: shape.alts,
			pictures: [...post.pictures],
			author: post.author,
			key: post.key,
			queued: post.queued ?? ctx.now,
		})
		.onConflict((conflict) => conflict.column('key').doNothing())
		.returning('id')
		.executeTakeFirst();
	if (!made) return null;
	if (link) await ctx.db.updateTable('publishing.link').set({ post: made.id }).where('id', '=', link.id).execute();
	if (laid.rest.length)
		await ctx.db
			.insertInto('publishing.follow_up')
			.values(laid.rest.map((one, index) => ({ ...one, post: made.id, number: index + 1, key: randomToken(20) })))
			.execute();
	ctx.record({
		name: postQueued,
		about: `post:${made.id}`,
		data: { post: made.id, account: post.account, article: post.article },
	});
	// Whoever places it may send it at once; should that be lost, the timer comes.
	if (!post.sentByCaller) ctx.queue(deliverPost, { post: made.id });
	return made.id;
}

async function limitsOf(ctx: Ctx, account: number): Promise<Limits | null> {
	const row = await ctx.db
		.selectFrom('publishing.account')
		.select(['network', 'limits'])
		.where('id', '=', account)
		.executeTakeFirstOrThrow();
	return accountLimits(row);
}
