import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayKeepBreaches, mayKeepDesk, mayKeepRetention, mayMakeRequest } from '#membership/policy.ts';
import { breachHours, type RequestKind } from '#membership/request.ts';
import { readRetention } from '#membership/server/read-retention.ts';

const id = z.coerce.number().int().positive();
const columns = [
	'r.id',
	'r.member',
	'r.kind',
	'r.text',
	'r.made',
	'r.due',
	'r.extended',
	'r.extension',
	'r.done',
	'r.refused',
	'r.withdrawn',
	'r.answer',
] as const;

/** The desk's requests: open ones by their clock, or those that were decided, newest first. */
export const listRequests = query(
	z.object({ open: z.boolean().default(true), before: id.optional() }),
	async (ctx, { open, before }) => {
		authorize(ctx.actor, 'request.decide', mayKeepDesk, null);
		let found = ctx.db
			.selectFrom('membership.request as r')
			.innerJoin('membership.member as m', 'm.id', 'r.member')
			.select([...columns, 'm.name as member_name', 'm.erased'])
			.limit(101);
		found = open
			? found
					.where('r.done', 'is', null)
					.where('r.refused', 'is', null)
					.where('r.withdrawn', 'is', null)
					.orderBy('r.due')
					.orderBy('r.id')
			: found
					.where((eb) =>
						eb.or([eb('r.done', 'is not', null), eb('r.refused', 'is not', null), eb('r.withdrawn', 'is not', null)]),
					)
					.orderBy('r.id', 'desc');
		if (before) found = found.where('r.id', open ? '>' : '<', before);
		const rows = await found.execute();
		const items = rows.slice(0, 100).map((row) => ({ ...row, kind: row.kind as RequestKind, late: row.due < ctx.now }));
		return { items, next: !open && rows.length > 100 ? (items.at(-1)?.id ?? null) : null };
	},
);

/** What a person asked for, newest first; their own. */
export const listOwnRequests = query(z.object({ member: id }), async (ctx, { member }) => {
	authorize(ctx.actor, 'request.make', mayMakeRequest, { id: member });
	const rows = await ctx.db
		.selectFrom('membership.request as r')
		.select(columns)
		.where('r.member', '=', member)
		.orderBy('r.id', 'desc')
		.limit(50)
		.execute();
	return rows.map((row) => ({ ...row, kind: row.kind as RequestKind }));
});

/** How many requests are open, and how many of them are due within three days or late; for the first page of the console. */
export const countRequests = query(z.object({}).prefault({}), async (ctx) => {
	authorize(ctx.actor, 'request.decide', mayKeepDesk, null);
	const soon = new Date(ctx.now.getTime() + 3 * 86_400_000);
	return ctx.db
		.selectFrom('membership.request')
		.select((eb) => [
			eb.fn.countAll<number>().as('open'),
			eb.fn.countAll<number>().filterWhere('due', '<', soon).as('pressing'),
		])
		.where('done', 'is', null)
		.where('refused', 'is', null)
		.where('withdrawn', 'is', null)
		.executeTakeFirstOrThrow();
});

/** The journal of breaches, newest first, with when each has to be reported. */
export const listBreaches = query(z.object({}).prefault({}), async (ctx) => {
	authorize(ctx.actor, 'breach.keep', mayKeepBreaches, null);
	const rows = await ctx.db.selectFrom('membership.breach').selectAll().orderBy('id', 'desc').limit(100).execute();
	return rows.map((row) => {
		const due = new Date(row.found.getTime() + breachHours * 3_600_000);
		return { ...row, due, late: row.reported === null && due < ctx.now };
	});
});

/** How long each kind of data is kept, in days. */
export const listRetention = query(z.object({}).prefault({}), async (ctx) => {
	authorize(ctx.actor, 'retention.keep', mayKeepRetention, null);
	return readRetention(ctx);
});
