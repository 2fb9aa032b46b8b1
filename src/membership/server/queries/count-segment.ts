import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayDescribeMember, mayUseSegments } from '#membership/policy.ts';
import { asksRemarks, segmentDefinition } from '#membership/segment.ts';
import { segmentTraits } from '#membership/server/segment-members.ts';

/** How many members a definition means at this moment, and how many of them marketing mail may reach. */
export const countSegment = query(
	z.object({ definition: segmentDefinition }),
	async (ctx, { definition }): Promise<{ members: number; mailable: number }> => {
		authorize(ctx.actor, 'segment.list', mayUseSegments, null);
		if (asksRemarks(definition)) authorize(ctx.actor, 'member.describe', mayDescribeMember, null);
		return segmentTraits(ctx.db, { definition }, ctx.now)
			.select((eb) => [
				eb.fn.countAll<number>().as('members'),
				eb.fn.countAll<number>().filterWhere('t.mail', '=', true).as('mailable'),
			])
			.executeTakeFirstOrThrow();
	},
);
