import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { reaction } from '#platform/job/job.ts';
import { siteDay } from '#insight/server/counting/site-day.ts';
import { siteZone } from '#insight/server/site-zone.ts';

const Joined = z.object({
	member: z.number().int(),
	visitor: z.string().regex(/^[0-9a-f]{16}$/),
	joined: z.date(),
});

/**
 * Tells the visit during which somebody joined who it was. It is the only moment at which an anonymous visit gets a
 * name: neither earlier visits nor those of other days are ever looked for.
 */
const nameVisit = command(Joined, async (ctx, { member, visitor, joined }) => {
	const timeZone = await siteZone(ctx.db);
	const visit = await ctx.db
		.selectFrom('insight.visit')
		.select(['id', 'member'])
		.where('visitor', '=', visitor)
		.where('day', '=', siteDay(joined.getTime(), timeZone))
		.where('began', '<=', joined)
		.orderBy('last_seen', 'desc')
		.orderBy('id', 'desc')
		.limit(1)
		.forUpdate()
		.executeTakeFirst();
	if (!visit || visit.member !== null) return;
	await ctx.db.updateTable('insight.visit').set({ member }).where('id', '=', visit.id).execute();
	ctx.record({ name: 'visit.named', about: `visit:${visit.id}`, data: { visit: visit.id, member } });
});

/** Runs when somebody joined; the fact carries the visitor's name of the day when the join came from a browser. */
export const linkJoined = reaction(
	'insight.link-joined',
	['member.joined'],
	async (ctx, fact) => {
		const { member, visitor } = fact.data;
		if (typeof member !== 'number' || typeof visitor !== 'string') return;
		await nameVisit(ctx, { member, visitor, joined: new Date(fact.occurred) });
	},
	{ quick: true },
);
