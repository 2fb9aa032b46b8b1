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
	/** Where it is put: facebook, line, print, e-mail … */
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
	const author = memberOf(ctx.actor);
	for (;;) {
		const code = randomToken(codeLength);
		const row = await ctx.db
			.insertInto('publishing.link')
			.values({
				code,
				target: path,
				article: article ?? null,
				post: post ?? null,
				channel: channel ?? null,
				campaign: campaign ?? null,
				label,
				created: ctx.now,
				author,
			})
			.onConflict((conflict) => conflict.column('code').doNothing())
			.returning('id')
			.executeTakeFirst();
		// The code was taken: draw again.
		if (!row) continue;
		ctx.record({ name: linkCreated, about: `link:${row.id}`, data: { link: row.id, code } });
		return { id: row.id, code, url: `${ctx.site.url}/go/${code}` };
	}
});

const findPost = (ctx: Ctx, id: number): Promise<{ id: number } | undefined> =>
	ctx.db.selectFrom('publishing.post').select('id').where('id', '=', id).executeTakeFirst();
