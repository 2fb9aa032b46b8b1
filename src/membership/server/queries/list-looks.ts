import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayAudit } from '#membership/policy.ts';

/** Who looked at whom, newest first; of one member or of all. For the owner. */
export const listLooks = query(
	z.object({
		member: z.coerce.number().int().positive().optional(),
		before: z.coerce.number().int().positive().optional(),
		limit: z.number().int().min(1).max(100).default(50),
	}),
	async (ctx, { member, before, limit }) => {
		authorize(ctx.actor, 'look.list', mayAudit, null);
		let looks = ctx.db
			.selectFrom('membership.look as l')
			.innerJoin('membership.member as m', 'm.id', 'l.member')
			.leftJoin('membership.member as v', 'v.id', 'l.viewer')
			.select(['l.id', 'l.what', 'l.looked', 'm.id as member', 'm.name as member_name', 'v.name as viewer_name'])
			.orderBy('l.id', 'desc')
			.limit(limit + 1);
		if (member) looks = looks.where('l.member', '=', member);
		if (before) looks = looks.where('l.id', '<', before);
		const rows = await looks.execute();
		const items = rows.slice(0, limit);
		return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
	},
);
