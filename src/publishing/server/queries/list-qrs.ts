import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import { maySeeQrs } from '#publishing/policy.ts';
import type { QrCard, QrPlace } from '#publishing/qr.ts';
import { findDestination } from '#publishing/server/find-destination.ts';

/** Printed codes, newest first, a page at a time. `next` is what `before` goes on from, or null. */
export const listQrs = query(
	z.object({
		before: z.coerce.number().int().positive().optional(),
		limit: z.number().int().min(1).max(100).default(30),
	}),
	async (ctx, { before, limit }): Promise<{ items: QrCard[]; next: number | null }> => {
		authorize(ctx.actor, 'qr.list', maySeeQrs, null);
		let found = printed(ctx)
			.orderBy('link.id', 'desc')
			.limit(limit + 1);
		if (before) found = found.where('link.id', '<', before);
		const rows = await found.execute();
		const items = await Promise.all(rows.slice(0, limit).map((row) => card(ctx, row)));
		return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
	},
);

/** These codes, in the order given; those that are not there are left out. */
export const listChosenQrs = query(
	z.object({ ids: z.array(z.coerce.number().int().positive()).max(60) }),
	async (ctx, { ids }): Promise<QrCard[]> => {
		authorize(ctx.actor, 'qr.list', maySeeQrs, null);
		if (!ids.length) return [];
		const rows = await printed(ctx).where('link.id', 'in', ids).execute();
		const cards = await Promise.all(rows.map((row) => card(ctx, row)));
		return [...new Set(ids)].flatMap((id) => cards.find((one) => one.id === id) ?? []);
	},
);

/** One code. Throws Problem `qr.not-found`. */
export const readQr = query(z.object({ id: z.coerce.number().int().positive() }), async (ctx, { id }) => {
	const [found] = await listChosenQrs(ctx, { ids: [id] });
	if (!found) throw notFound('qr');
	return found;
});

const printed = (ctx: Ctx) =>
	ctx.db
		.selectFrom('publishing.link as link')
		.select(['link.id', 'link.code', 'link.label', 'link.place', 'link.words', 'link.target'])
		.select(['link.author', 'link.created', 'link.stopped'])
		.select([
			sql<number>`(select count(*) from insight.click c where c.link = link.id)`.as('scans'),
			sql<Date | null>`(select max(c.clicked) from insight.click c where c.link = link.id)`.as('lastScanned'),
			sql<number>`(select count(*) from membership.member m where m.came_by_link = link.id and m.role = 'member')`.as(
				'joined',
			),
		])
		.where('link.place', 'is not', null);

type Row = Awaited<ReturnType<ReturnType<typeof printed>['execute']>>[number];

const card = async (ctx: Ctx, { code, label, place, ...row }: Row): Promise<QrCard> => ({
	...row,
	name: label,
	place: place as QrPlace,
	url: `${ctx.site.url}/go/${code}`,
	opens: await findDestination(ctx, row.target),
});
