import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import type { FieldProblem } from '#platform/problem.ts';
import type { Objection } from '#network/prepare.ts';
import type { Limits } from '#network/network.ts';
import { postQueued } from '#publishing/events.ts';
import { layOut, type LaidOut } from '#publishing/lay-out.ts';
import { usualShape, type VariantShape } from '#publishing/variant-shape.ts';
import { codeLength, insertLinks } from '#publishing/server/commands/create-link.ts';
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
export const placePost = async (ctx: Ctx, post: NewPost): Promise<number | null> =>
	(await placePosts(ctx, [post]))[0] ?? null;

/** The same for many, whose keys differ; in their order. */
export async function placePosts(ctx: Ctx, posts: readonly NewPost[]): Promise<(number | null)[]> {
	const links = await makeLinks(ctx, posts);
	const laid = await Promise.all(posts.map((post) => layPost(ctx, post, links.get(post)?.url ?? null)));
	const made = new Map(
		(
			await ctx.db
				.insertInto('publishing.post')
				.values(
					posts.map((post, index) => ({
						account: post.account,
						article: post.article,
						// Where it stands in a comment, the post itself has none.
						link: shapeOf(post).linkPlace === 'usual' ? (links.get(post)?.id ?? null) : null,
						text: laid[index]!.text || post.text,
						alts: shapeOf(post).alts,
						pictures: [...post.pictures],
						author: post.author,
						key: post.key,
						queued: post.queued ?? ctx.now,
					})),
				)
				.onConflict((conflict) => conflict.column('key').doNothing())
				.returning(['id', 'key'])
				.execute()
		).map(({ id, key }) => [key, id]),
	);
	const led = posts.flatMap((post) => {
		const [id, link] = [made.get(post.key), links.get(post)];
		return id !== undefined && link ? [{ id, link: link.id }] : [];
	});
	if (led.length)
		await sql`
			update publishing.link set post = led.id
			from jsonb_to_recordset(${JSON.stringify(led)}::text::jsonb) as led (id bigint, link bigint)
			where link.id = led.link`.execute(ctx.db);
	const rest = posts.flatMap(({ key }, index) => {
		const post = made.get(key);
		if (post === undefined) return [];
		return laid[index]!.rest.map((one, place) => ({ ...one, post, number: place + 1, key: randomToken(20) }));
	});
	if (rest.length) await ctx.db.insertInto('publishing.follow_up').values(rest).execute();
	return posts.map(({ key, account, article, sentByCaller }) => {
		const post = made.get(key);
		if (post === undefined) return null;
		ctx.record({ name: postQueued, about: `post:${post}`, data: { post, account, article } });
		// Whoever places it may send it at once; should that be lost, the timer comes.
		if (!sentByCaller) ctx.queue(deliverPost, { post });
		return post;
	});
}

const shapeOf = ({ shape = usualShape }: NewPost): VariantShape => shape;

/** The links that posts lead home by, of those that lead anywhere. */
async function makeLinks(ctx: Ctx, posts: readonly NewPost[]): Promise<Map<NewPost, { id: number; url: string }>> {
	const wanted = posts.flatMap((post) =>
		post.target === null || shapeOf(post).linkPlace === 'none'
			? []
			: [{ post, link: { target: post.target, article: post.article, label: post.label.trim().slice(0, 200) } }],
	);
	if (!wanted.length) return new Map();
	const made = await insertLinks(
		ctx,
		wanted.map(({ link }) => link),
	);
	return new Map(wanted.map(({ post }, index) => [post, made[index]!]));
}

async function layPost(ctx: Ctx, post: NewPost, link: string | null): Promise<Pick<LaidOut, 'text' | 'rest'>> {
	const limits = post.limits === undefined ? await limitsOf(ctx, post.account) : post.limits;
	return limits ? layOut(limits, { text: post.text, link }, shapeOf(post)) : { text: post.text, rest: [] };
}

async function limitsOf(ctx: Ctx, account: number): Promise<Limits | null> {
	const row = await ctx.db
		.selectFrom('publishing.account')
		.select(['network', 'limits'])
		.where('id', '=', account)
		.executeTakeFirstOrThrow();
	return accountLimits(row);
}
