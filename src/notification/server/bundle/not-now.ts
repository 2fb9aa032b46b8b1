import { sql, type RawBuilder } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { freshHours, mostMails } from '#notification/server/bundle/bundle-pace.ts';

const hour = 3_600_000;

/** Why a bundle `b` must not be mailed to its member `m` whatever it says, as SQL; null: it may. */
export const notNow = (ctx: Ctx): RawBuilder<string | null> => sql<string | null>`case
	when m.email is null or m.erased is not null then 'gone'
	when m.suspended is not null then 'suspended'
	when exists (select from notification.suppression p where p.email = m.email) then 'suppressed'
	when b.opened < ${new Date(ctx.now.getTime() - freshHours * hour)}::timestamptz then 'late'
	when (select count(*) from notification.bundle o where o.member = b.member
		and o.sent > ${new Date(ctx.now.getTime() - 24 * hour)}::timestamptz) >= ${mostMails}::int then 'enough'
end`;
