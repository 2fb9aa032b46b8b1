import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayListMembers } from '#membership/policy.ts';

/** The member whom a network calls so: joined by staff, or signed in by it themselves. Null where nobody is known, and for who may not know. */
export const findKnownAs = query(
	z.object({ network: z.string(), person: z.string() }),
	async (ctx, { network, person }): Promise<{ id: number; name: string } | null> => {
		authorize(ctx.actor, 'member.read', mayListMembers, null);
		const [row] = await ctx.sql<{ id: number; name: string }[]>`
			select m.id, m.name from membership.member m where m.erased is null and m.id in (
				select member from membership.identity where kind = ${network} and value = ${person} and parted is null
				union all
				select a.member from membership.provider_account a join membership.provider p on p.id = a.provider
				where p.kind = ${network} and a.subject = ${person})
			order by m.id limit 1`;
		return row ?? null;
	},
);
