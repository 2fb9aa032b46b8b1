import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayShare } from '#publishing/policy.ts';
import { findDestination } from '#publishing/server/find-destination.ts';

/**
 * The tracked link of this code, or null. For anybody: it is what a follower of the link asks. `resting`: a printed code that
 * was switched off, or whose page nobody can see now; what hangs in the world is answered kindly all the same.
 */
export const findLink = query(z.object({ code: z.string().max(100) }), async (ctx, { code }) => {
	if (!/^[a-z0-9]{7}$/.test(code)) return null;
	const row = await ctx.db
		.selectFrom('publishing.link')
		.select(['id', 'code', 'target', 'post', 'article', 'place', 'stopped'])
		.where('code', '=', code)
		.executeTakeFirst();
	if (!row) return null;
	const { stopped, ...link } = row;
	const resting = link.place !== null && (stopped !== null || !(await findDestination(ctx, link.target)));
	return { ...link, resting };
});

/** Links to an article that were made to be put somewhere by hand, newest first; with `channel` only those for there. */
export const listLinks = query(
	z.object({ article: z.coerce.number().int().positive(), channel: z.string().max(40).optional() }),
	async (ctx, { article, channel }) => {
		authorize(ctx.actor, 'link.list', mayShare, null);
		let links = ctx.db
			.selectFrom('publishing.link')
			.select(['id', 'code', 'channel', 'label', 'created'])
			.where('article', '=', article)
			.where('post', 'is', null)
			.orderBy('id', 'desc')
			.limit(50);
		if (channel) links = links.where('channel', '=', channel);
		return (await links.execute()).map((link) => ({ ...link, url: `${ctx.site.url}/go/${link.code}` }));
	},
);

/** Every tracked link that was made by hand, newest first. `next` is what `before` goes on from, or null. */
export const listAllLinks = query(
	z.object({ before: z.number().int().positive().optional(), limit: z.number().int().min(1).max(100).default(20) }),
	async (ctx, { before, limit }) => {
		authorize(ctx.actor, 'link.list', mayShare, null);
		let links = ctx.db
			.selectFrom('publishing.link')
			.select(['id', 'code', 'target', 'label', 'created'])
			.orderBy('id', 'desc')
			.limit(limit + 1);
		if (before) links = links.where('id', '<', before);
		const rows = await links.execute();
		const items = rows.slice(0, limit).map((link) => ({ ...link, url: `${ctx.site.url}/go/${link.code}` }));
		return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
	},
);
