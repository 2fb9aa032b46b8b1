import { z } from 'zod';
import { authorize, holds, type Actor } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';

const mayListFacts = (actor: Actor): boolean => holds(actor, 'owner');

/** What happened, newest first: the audit log as it is. */
export const listFacts = query(
	z.object({ before: z.number().int().positive().optional(), limit: z.number().int().min(1).max(100).default(20) }),
	async (ctx, { before, limit }) => {
		authorize(ctx.actor, 'event.list', mayListFacts, null);
		let found = ctx.db
			.selectFrom('platform.event')
			.select(['id', 'name', 'about', 'actor', 'data', 'occurred'])
			.orderBy('id', 'desc')
			.limit(limit + 1);
		if (before) found = found.where('id', '<', before);
		const rows = await found.execute();
		return { items: rows.slice(0, limit), next: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null };
	},
);
