import type { Ctx } from '#platform/context/context.ts';
import { addressesOf, type Person, type Touch, type TouchCursor } from '#membership/person-source.ts';

/** Facts about a member that are touches; the rest is housekeeping. */
const told = [
	'member.joined',
	'member.imported',
	'member.changed',
	'member.address-changed',
	'member.role-changed',
	'member.suspended',
	'member.restored',
	'member.labelled',
	'member.unlabelled',
	'session.opened',
	'consent.changed',
	'identity.joined',
	'identity.parted',
	'provider.joined',
	'provider.parted',
	'portrait.kept',
	'portrait.removed',
	'request.made',
	'request.done',
];

/** What happened at the house's own door, the mails that went to the person, and what staff wrote down. */
export async function membershipTouches(
	ctx: Ctx,
	person: Person,
	before: TouchCursor | null,
	limit: number,
): Promise<Touch[]> {
	const { id } = person;
	const time = before?.time ?? new Date('9999-12-31T00:00:00Z');
	const key = before?.key ?? '~';
	return ctx.sql<Touch[]>`
		select * from (
			(select occurred as time, name as kind, 'fact:' || id as key,
				case when name in ('member.labelled', 'member.unlabelled')
					then coalesce((select l.name::text from membership.label l where l.id = (data->>'label')::bigint), '') else '' end as text,
				null as href
			from platform.event
			where about = ${`member:${id}`} and name = any(${told}) and (occurred, ('fact:' || id) collate "C") < (${time}, ${key})
			order by occurred desc, ('fact:' || id) collate "C" desc limit ${limit})
			union all
			(select written, 'remark', 'remark:' || id, text, null from membership.remark
			where member = ${id} and (written, ('remark:' || id) collate "C") < (${time}, ${key})
			order by written desc, ('remark:' || id) collate "C" desc limit ${limit})
			union all
			(select written, 'mail', 'mail:' || id, case when kind = 'sign-in-code' then '' else subject end, null from platform.mail
			where recipient = any(${addressesOf(person)}) and (written, ('mail:' || id) collate "C") < (${time}, ${key})
			order by written desc, ('mail:' || id) collate "C" desc limit ${limit})
		) touch order by time desc, key collate "C" desc limit ${limit}`;
}
