import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { readReach } from '#network/practice/server/queries/read-reach.ts';
import { mayPractise } from '#network/practice/policy.ts';

const perPage = 20;

/** The page and its posts, newest first; null while no page has been opened. `before` is the id to go on from. */
export const readTimeline = query(
	z.object({ before: z.coerce.number().int().positive().optional() }),
	async (ctx, { before }) => {
		authorize(ctx.actor, 'practice.use', mayPractise, null);
		const page = await readPage(ctx.db);
		if (!page) return null;
		let posts = ctx.db
			.selectFrom('practice.post')
			.selectAll()
			.where('page', '=', page.id)
			.orderBy('id', 'desc')
			.limit(perPage + 1);
		if (before) posts = posts.where('id', '<', before);
		const rows = await posts.execute();
		const reach = await readReach(
			ctx,
			rows.map(({ id }) => id),
		);
		const shown = rows.slice(0, perPage);
		return {
			page,
			posts: shown.map(({ id, text, link, posted }) => ({ id, text, link, posted, reach: reach.get(id)! })),
			next: rows.length > perPage ? (shown.at(-1)?.id ?? null) : null,
		};
	},
);

type Db = Parameters<Parameters<typeof query>[1]>[0]['db'];

/** The site's page with the number of its followers, or null. A site has one. */
export async function readPage(db: Db) {
	const page = await db
		.selectFrom('practice.page')
		.select(['id', 'name', 'created'])
		.orderBy('id')
		.limit(1)
		.executeTakeFirst();
	if (!page) return null;
	const { followers } = await db
		.selectFrom('practice.follower')
		.select((eb) => eb.fn.countAll<number>().as('followers'))
		.where('page', '=', page.id)
		.executeTakeFirstOrThrow();
	return { ...page, followers };
}
