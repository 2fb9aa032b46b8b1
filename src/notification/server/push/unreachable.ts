import { sql, type RawBuilder } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';

/**
 * Why nothing goes to a device `d` of a member `m` now, as SQL: `over` where its session ended or the member is gone, so that it is forgotten,
 * `quiet` where they are shut out; null: it may.
 */
export const unreachable = (ctx: Ctx): RawBuilder<'over' | 'quiet' | null> => sql<'over' | 'quiet' | null>`case
	when m.erased is not null or not exists (
		select from membership.session s where s.id = d.session and s.member = d.member and s.expires > ${ctx.now}::timestamptz
	) then 'over'
	when m.suspended is not null then 'quiet'
end`;
