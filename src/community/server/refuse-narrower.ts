import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';

/**
 * What everybody could read is not carried to where fewer can, which would take it away from them without a word: that is done with a
 * reason that everybody can read. Throws Problem `thread.fewer-readers` where the category `to` is not for everybody for whom `from` is.
 * What was hidden with its reason may be put anywhere.
 */
export async function refuseNarrower(ctx: Ctx, from: number | null, to: number): Promise<void> {
	if (ctx.actor.kind === 'system' || from === to) return;
	// Without a category it stands under something that is read by itself; who may see the least is asked of the first.
	const { rows } = await sql<{ narrower: boolean }>`
		select case target.seen_by
			when 'everybody' then false
			when 'members' then coalesce(before.seen_by, 'everybody') = 'everybody'
			else coalesce(before.seen_by, 'everybody') <> 'some' or exists (
				select a.role, a.segment, a.member_group from community.admission a where a.category = before.id and a.act = 'see'
				except
				select a.role, a.segment, a.member_group from community.admission a where a.category = target.id and a.act = 'see')
		end as narrower
		from community.category target left join community.category before on before.id = ${from}::bigint
		where target.id = ${to}::bigint`.execute(ctx.db);
	if (rows[0]?.narrower) throw new Problem('thread.fewer-readers', 409);
}
