import type { PersonSource, Touch } from '#membership/person-source.ts';
import { eventPath } from '#gathering/gathering.ts';
import { letGo } from '#gathering/server/commands/sign-off.ts';
import { findForUpdate } from '#gathering/server/find-for-update.ts';

/**
 * What this module knows of people: what they signed up for, and where they were. Who is let go gives back the seats of what is
 * still to come; where they were, somebody was: the count stays, without whose it was and without what they had said.
 */
export const gatheringPerson: PersonSource = {
	name: 'gathering',
	async touches(ctx, { id }, before, limit) {
		const time = before?.time ?? new Date('9999-12-31T00:00:00Z');
		const key = before?.key ?? '~';
		const rows = await ctx.sql<{ time: Date; key: string; kind: string; text: string; gathering: number }[]>`
			select * from (
				select t.asked as time, 'ticket:' || t.id as key, 'event-sign-up' as kind, g.title as text, g.id as gathering
				from gathering.ticket t join gathering.gathering g on g.id = t.gathering
				where t.member = ${id} and t.walked_in is null
				union all
				select t.checked_in, 'visit:' || t.id, 'event-visit', g.title, g.id
				from gathering.ticket t join gathering.gathering g on g.id = t.gathering
				where t.member = ${id} and t.checked_in is not null
			) touch
			where (time, key collate "C") < (${time}, ${key})
			order by time desc, key collate "C" desc limit ${limit}`;
		return rows.map(({ gathering, ...touch }): Touch => ({ ...touch, href: `/console/events/${gathering}/door` }));
	},
	async *collect(ctx, { id }) {
		const rows = await ctx.db
			.selectFrom('gathering.ticket as t')
			.innerJoin('gathering.gathering as g', 'g.id', 't.gathering')
			.select(['g.title', 'g.slug', 'g.begins', 'g.place', 't.code', 't.note', 't.asked', 't.seated', 't.cancelled'])
			.select(['t.checked_in', 't.walked_in', 't.reminded', 't.unreminded'])
			.where('t.member', '=', id)
			.orderBy('t.id')
			.execute();
		for (const { slug, ...row } of rows) yield { section: 'events', row: { ...row, path: eventPath(slug) } };
	},
	async forget(ctx, { id }) {
		const coming = await ctx.db
			.selectFrom('gathering.ticket as t')
			.innerJoin('gathering.gathering as g', 'g.id', 't.gathering')
			.select('t.gathering')
			.where('t.member', '=', id)
			.where('t.cancelled', 'is', null)
			.where('t.checked_in', 'is', null)
			.where('g.ends', '>', ctx.now)
			.orderBy('t.gathering')
			.execute();
		for (const { gathering } of coming) {
			await findForUpdate(ctx, gathering);
			const ticket = await ctx.db
				.selectFrom('gathering.ticket')
				.select(['id', 'gathering', 'member', 'seated'])
				.where('gathering', '=', gathering)
				.where('member', '=', id)
				.where('cancelled', 'is', null)
				.where('checked_in', 'is', null)
				.executeTakeFirst();
			if (ticket) await letGo(ctx, ticket);
		}
		await ctx.db.updateTable('gathering.ticket').set({ member: null, note: '' }).where('member', '=', id).execute();
		await ctx.db.updateTable('gathering.ticket').set({ checked_in_by: null }).where('checked_in_by', '=', id).execute();
		await ctx.db.updateTable('gathering.gathering').set({ author: null }).where('author', '=', id).execute();
	},
};
