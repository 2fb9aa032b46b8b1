import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayUseSegments } from '#membership/policy.ts';
import { segmentDefinition } from '#membership/segment.ts';
import { marketableMembers } from '#membership/server/marketable-members.ts';
import { segmentMembers } from '#membership/server/segment-members.ts';

/** How many members a definition means at this moment, and how many of them marketing mail may reach. */
export const countSegment = query(
	z.object({ definition: segmentDefinition }),
	async (ctx, { definition }): Promise<{ members: number; mailable: number }> => {
		authorize(ctx.actor, 'segment.list', mayUseSegments, null);
		const row = await ctx.db
			.selectFrom(segmentMembers(ctx.db, { definition }, ctx.now).as('s'))
			.leftJoin(marketableMembers(ctx.db, 'mail').as('p'), 'p.member', 's.member')
			.select((eb) => [eb.fn.count<number>('s.member').as('members'), eb.fn.count<number>('p.member').as('mailable')])
			.executeTakeFirstOrThrow();
		return row;
	},
);
