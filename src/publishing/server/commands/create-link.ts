import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { notFound } from '#platform/problem.ts';
import { randomToken } from '#platform/token.ts';
import { findArticle } from '#content/server/index.ts';
import { linkCreated } from '#publishing/events.ts';
import { mayShare } from '#publishing/policy.ts';
import { localPath } from '#publishing/server/local-path.ts';

/** Letters of a link's code: 35 bits, enough that nobody finds one by trying. */
export const codeLength = 7;

export const CreateLink = z.object({
	target: z.string().trim().min(1, 'missing').max(1000),
	article: z.coerce.number().int().positive().nullish(),
	post: z.coerce.number().int().positive().nullish(),
	/** Where it is put: a network, print, e-mail … */
	channel: z
		.string()
		.regex(/^[a-z][a-z-]{0,30}$/)
		.nullish(),
	label: z.string().trim().max(200).default(''),
	/** A campaign of the house's list, of an ad. */
	campaign: z.string().max(60).nullish(),
});

/**
 * Makes a tracked link to a page of this site. Throws Problem `input.invalid` with `target: foreign-target` for any other
 * address, `article.not-found` and `post.not-found` for what it shall be counted for.
 */
export const createLink = command(CreateLink, async (ctx, { target, article, post, channel, label, campaign }) => {
	authorize(ctx.actor, 'link.create', mayShare, null);
	const path = localPath(target);
	if (!path) throw invalidInput([{ path: 'target', key: 'foreign-target' }]);
	if (article && !(await findArticle(ctx, { id: article }))) throw notFound('article');
	if (post && !(await findPost(ctx, post))) throw notFound('post');
	const [made] = await insertLinks(ctx, [
		{
			target: path,
			article: article ?? null,
			post: post ?? null,
			channel: channel ?? null,
			campaign: campaign ?? null,
			label,
		},
	]);
	return made!;
});

/** A link that was judged and may be made. */
export interface NewLink {
	/** A path of this site. */
	target: string;
	article: number | null;
	post?: number | null;
	channel?: string | null;
	campaign?: string | null;
	label: string;
}

/** Makes links that were judged, in their order. Inside a command. */
export async function insertLinks(
	ctx: Ctx,
	links: readonly NewLink[],
): Promise<{ id: number; code: string; url: string }[]> {
	const author = memberOf(ctx.actor);
	const made = new Map<NewLink, { id: number; code: string; url: string }>();
	for (let left = links; left.length; left = left.filter((link) => !made.has(link))) {
		const drawn = new Map(left.map((link) => [randomToken(codeLength), link]));
		const rows = await ctx.db
			.insertInto('publishing.link')
			.values([...drawn].map(([code, link]) => ({ ...link, code, created: ctx.now, author })))
			// Where a code was taken, it is drawn again.
			.onConflict((conflict) => conflict.column('code').doNothing())
			.returning(['id', 'code'])
			.execute();
		for (const { id, code } of rows) made.set(drawn.get(code)!, { id, code, url: `${ctx.site.url}/go/${code}` });
	}
	return links.map((link) => {
		const { id, code, url } = made.get(link)!;
		ctx.record({ name: linkCreated, about: `link:${id}`, data: { link: id, code } });
		return { id, code, url };
	});
}

const findPost = (ctx: Ctx, id: number): Promise<{ id: number } | undefined> =>
	ctx.db.selectFrom('publishing.post').select('id').where('id', '=', id).executeTakeFirst();
