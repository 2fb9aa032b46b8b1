import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { articleThing } from '#content/article.ts';
import { mayChange } from '#content/policy.ts';
import { findOwner } from '#seo/server/find-owner.ts';
import { overrideChanged } from '#seo/events.ts';

const words = (most: number) =>
	z
		.string()
		.trim()
		.max(most, 'too-long')
		.transform((value) => value || null);

export const ChangeOverride = z.object({
	article: z.coerce.number().int().positive(),
	/** Empty: the article's own title. */
	title: words(150).default(null),
	/** Empty: the article's own summary. */
	description: words(300).default(null),
	/** False: search engines shall not list it. */
	indexed: z.boolean().default(true),
});

/** Gives an article words of its own for search engines and shared links. Throws Problem `article.not-found`. */
export const changeOverride = command(ChangeOverride, async (ctx, { article, title, description, indexed }) => {
	const owner = await findOwner(ctx, article);
	if (!owner) throw notFound('article');
	authorize(ctx.actor, 'article.write', mayChange, owner);
	const row = {
		title,
		description,
		unlisted: indexed ? null : ctx.now,
		changed: ctx.now,
		changed_by: memberOf(ctx.actor),
	};
	await ctx.db
		.insertInto('seo.override')
		.values({ article, ...row })
		.onConflict((conflict) => conflict.column('article').doUpdateSet(row))
		.execute();
	ctx.record({ name: overrideChanged, about: [articleThing(article), 'articles'], data: { article, indexed } });
});
