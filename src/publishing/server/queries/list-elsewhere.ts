import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import { networkTitle } from '#network/known-networks.ts';
import { elsewhereThing, type Elsewhere } from '#publishing/elsewhere.ts';

/** Posts about one article that are looked at. */
const most = 200;

/** Where else an article is told, for everybody who reads it: each network once, in the order in which it was first told there. */
export const listElsewhere = query(
	z.object({ article: z.number() }),
	async (ctx, { article }): Promise<Elsewhere[]> => {
		ctx.about(elsewhereThing(article));
		const posts = await ctx.db
			.selectFrom('publishing.post as post')
			.innerJoin('publishing.account as account', 'account.id', 'post.account')
			.select(['account.network', 'post.external_url as url', 'post.likes'])
			.where('post.article', '=', article)
			.where('post.published', 'is not', null)
			.where('post.withdrawn', 'is', null)
			.where('post.external_url', 'is not', null)
			.orderBy('post.published')
			.orderBy('post.id')
			.limit(most)
			.execute();
		return [...Map.groupBy(posts, ({ network }) => network)].map(([network, there]) => {
			const told = there.flatMap(({ likes }) => likes ?? []);
			return {
				network: networkTitle(ctx.locale, network),
				url: there.at(-1)!.url!,
				likes: told.length ? told.reduce((sum, likes) => sum + likes, 0) : null,
			};
		});
	},
);
