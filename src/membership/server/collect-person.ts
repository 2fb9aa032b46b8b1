import type { Ctx } from '#platform/context/context.ts';
import { addressesOf, type Person, type PersonRow } from '#membership/person-source.ts';

/** Everything that membership keeps about a person; of secrets only that there are some. */
export async function* collectMembership(ctx: Ctx, person: Person): AsyncGenerator<PersonRow> {
	const { db } = ctx;
	const { id, email } = person;
	const member = await db
		.selectFrom('membership.member')
		.select([
			'id',
			'handle',
			'name',
			'email',
			'role',
			'bio',
			'locale',
			'joined',
			'came_by_link',
			'came_to',
			'heard_from',
			'suspended',
			'suspended_until',
		])
		.where('id', '=', id)
		.executeTakeFirst();
	if (member) yield { section: 'profile', row: member };
	const sections: Record<string, () => Promise<Record<string, unknown>[]>> = {
		answers: async () => {
			const rows = await ctx.sql<{ question: string; retired: Date | null }[]>`
				select f.name as question, f.kind, f.retired, max(a.answered) as answered,
					coalesce(max(a.text), max(a.number)::text, max(a.day)::text,
						case when f.kind = 'yes-no' then (array['yes', 'no'])[max(a.picked)] end,
						(select string_agg(c->>'name', '、') from jsonb_array_elements(f.choices) c
							where (c->>'key')::int = any(array_agg(a.picked)))) as answer
				from membership.field_answer a join membership.field f on f.id = a.field
				where a.member = ${id} group by f.id order by f.position, f.id`;
			return [...rows];
		},
		preferences: () => db.selectFrom('membership.preference').selectAll().where('member', '=', id).execute(),
		consents: () =>
			db
				.selectFrom('membership.consent as c')
				.leftJoin('membership.notice as n', 'n.id', 'c.notice')
				.select(['c.what', 'c.decision', 'c.place', 'c.said', 'n.title', 'n.body', 'n.hash'])
				.where('c.member', '=', id)
				.orderBy('c.id')
				.execute(),
		sessions: () =>
			db
				.selectFrom('membership.session')
				.select(['way', 'browser', 'opened', 'seen', 'expires'])
				.where('member', '=', id)
				.orderBy('id')
				.execute(),
		passkeys: () =>
			db.selectFrom('membership.passkey').select(['name', 'created', 'used']).where('member', '=', id).execute(),
		password: () => db.selectFrom('membership.password').select('chosen').where('member', '=', id).execute(),
		tokens: () =>
			db
				.selectFrom('membership.token')
				.select(['name', 'prefix', 'role', 'scopes', 'created', 'used', 'revoked', 'expires'])
				.where('member', '=', id)
				.execute(),
		groups: () =>
			db
				.selectFrom('membership.group_member as m')
				.innerJoin('membership.member_group as g', 'g.id', 'm.member_group')
				.select(['g.handle', 'g.name', 'm.asked', 'm.joined', 'm.hushed'])
				.where('m.member', '=', id)
				.orderBy('g.handle')
				.execute(),
		labels: () =>
			db
				.selectFrom('membership.member_label as m')
				.innerJoin('membership.label as l', 'l.id', 'm.label')
				.select(['l.name', 'm.put'])
				.where('m.member', '=', id)
				.execute(),
		remarks: () =>
			db.selectFrom('membership.remark').select(['text', 'written']).where('member', '=', id).orderBy('id').execute(),
		identities: () =>
			db
				.selectFrom('membership.identity')
				.select(['kind', 'value', 'origin', 'reason', 'joined', 'parted'])
				.where('member', '=', id)
				.orderBy('id')
				.execute(),
		providers: () =>
			db
				.selectFrom('membership.provider_account as a')
				.innerJoin('membership.provider as p', 'p.id', 'a.provider')
				.select(['p.key as provider', 'a.subject', 'a.name', 'a.email', 'a.joined', 'a.used'])
				.where('a.member', '=', id)
				.orderBy('a.id')
				.execute(),
		blocked: () =>
			db
				.selectFrom('membership.block as b')
				.innerJoin('membership.member as m', 'm.id', 'b.blocked')
				.select(['m.handle', 'b.since'])
				.where('b.member', '=', id)
				.execute(),
		applications: () =>
			db
				.selectFrom('membership.applicant')
				.select(['name', 'email', 'heard_from', 'answers', 'asked', 'refused', 'reason'])
				.where('email', '=', email ?? '')
				.execute(),
		invitations: () =>
			db
				.selectFrom('membership.invitation')
				.select(['email', 'role', 'made', 'used'])
				.where((eb) => eb.or([eb('email', '=', email ?? ''), eb('used_by', '=', id)]))
				.execute(),
		looks: () =>
			db.selectFrom('membership.look').select(['what', 'looked']).where('member', '=', id).orderBy('id').execute(),
		mails: () =>
			db
				.selectFrom('platform.mail')
				.select(['subject', 'body_text as text', 'written', 'sent'])
				.where('recipient', 'in', ['', ...addressesOf(person)])
				.where('kind', '!=', 'sign-in-code')
				.orderBy('id')
				.execute(),
		facts: () =>
			db
				.selectFrom('platform.event')
				.select(['name', 'data', 'occurred'])
				.where('about', '=', `member:${id}`)
				.orderBy('id')
				.execute(),
	};
	for (const [section, rows] of Object.entries(sections)) for (const row of await rows()) yield { section, row };
}
