import { sql } from 'kysely';
import type { Role } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import type { Locale } from '#platform/language/locale.ts';
import { customaryDigest, type Cadence, type GreetingStep, type Matter } from '#notification/cadence.ts';

/** A letter of so many hours is no news any more; nights do not count. */
const freshHours = 48;

/** Whom a letter is for, as they are at this moment. */
export interface Missive {
	id: number;
	matter: Matter;
	step: GreetingStep;
	since: Date;
	member: number;
	name: string;
	handle: string;
	role: Role;
	email: string;
	locale: Locale;
}

interface Row extends Missive {
	reason: string | null;
	agreed: boolean;
	every: Cadence | null;
}

/**
 * Whom a letter is for, or why it must not go out: whether the member is here and may be written to, still wants letters of the kind,
 * and agreed where they have to. Asked right before the mail server is talked to.
 */
export async function readMissive(ctx: Ctx, missive: number): Promise<Missive | { reason: string }> {
	const { rows } = await sql<Row>`
		select v.id, v.matter, v.step, v.since, v.member, m.name, m.handle::text, m.role, m.email::text as email, m.locale,
			p.mail is not null as agreed, c.every, case
				when m.email is null or m.erased is not null then 'gone'
				when m.suspended is not null then 'suspended'
				when exists (select from notification.suppression s where s.email = m.email) then 'suppressed'
				when c.every = 'never' then 'unwanted'
				when v.matter = 'summary' and m.role <> 'owner' then 'no-owner'
				when v.matter <> 'summary' and p.refused is not null then 'refused'
				when v.due < ${new Date(ctx.now.getTime() - freshHours * 3_600_000)}::timestamptz then 'late'
			end as reason
		from notification.missive v join membership.member m on m.id = v.member
		left join membership.preference p on p.member = v.member
		left join notification.cadence c on c.member = v.member and c.matter = v.matter
		where v.id = ${missive}::bigint`.execute(ctx.db);
	const [row] = rows;
	if (!row) return { reason: 'gone' };
	const { reason, agreed, every, ...found } = row;
	if (reason) return { reason };
	if (found.matter === 'digest' && (every ?? customaryDigest(agreed)) === 'never') return { reason: 'unwanted' };
	// What is more than an answer to the joining needs a yes.
	if (found.matter === 'welcome' && (found.role !== 'member' || (found.step > 1 && !agreed)))
		return { reason: 'not-agreed' };
	return found;
}
