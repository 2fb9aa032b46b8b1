import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { locales } from '#platform/language/locale.ts';
import { consentImported } from '#membership/events.ts';
import { memberThing } from '#membership/member.ts';
import { mayImportMembers } from '#membership/policy.ts';

const id = z.number().int().positive();
const ImportedConsent = z.object({
	member: id,
	what: z.enum(['membership', 'mail', 'line', 'push', 'ads', 'marketing']),
	decision: z.enum(['given', 'withdrawn']),
	place: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
	said: z.date(),
	notedBy: id.nullable(),
	/** The words agreed to. */
	notice: z
		.object({
			kind: z.enum(['privacy', 'mail', 'line', 'push', 'ads']),
			locale: z.enum(locales),
			title: z.string(),
			body: z.string(),
			hash: z.string(),
			shown: z.date(),
		})
		.nullable(),
});
type Imported = z.output<typeof ImportedConsent>;

const hashOf = (title: string, body: string): string =>
	createHash('sha256').update(`${title}\n\n${body}`).digest('hex');

/**
 * Brings proofs of consent home as they were said, many at once, with the words agreed to; what holds now follows from
 * all that a person said, here and there, the latest last. One whose words are not those of its hash is no proof and is
 * refused. Returns what became of each.
 */
export const importConsents = command(
	z.object({ consents: z.array(ImportedConsent) }),
	async (ctx, { consents }): Promise<('fresh' | 'same' | 'refused')[]> => {
		authorize(ctx.actor, 'consent.import', mayImportMembers, null);
		const good = consents.filter(({ notice }) => !notice || hashOf(notice.title, notice.body) === notice.hash);
		if (!good.length) return consents.map(() => 'refused');
		await keepNotices(ctx, good);
		const rows = good.map((one) => ({ ...one, at: consents.indexOf(one) }));
		const { rows: fresh } = await sql<{ at: number; member: number }>`
			with given as (
				select distinct on (given.member, what, decision, said, place) given.*, notice.id as shown_notice
				from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as given (at int, member bigint, what text, decision text,
					place text, said timestamptz, "notedBy" bigint, notice jsonb)
				left join membership.notice on notice.kind = given.notice->>'kind' and notice.locale = given.notice->>'locale'
					and notice.hash = given.notice->>'hash'
				where not exists (select from membership.consent old where old.member = given.member and old.what = given.what
					and old.decision = given.decision and old.said = given.said and old.place = given.place)
			), written as (
				insert into membership.consent (member, what, decision, notice, place, noted_by, said)
				select member, what, decision, shown_notice, place, "notedBy", said from given order by at
			)
			select at, member from given`.execute(ctx.db);
		await renewPreferences(ctx, [...new Set(fresh.map((row) => Number(row.member)))]);
		const came = new Set(fresh.map((row) => row.at));
		return consents.map((one, at) => (came.has(at) ? 'fresh' : good.includes(one) ? 'same' : 'refused'));
	},
);

async function keepNotices(ctx: Ctx, consents: readonly Imported[]): Promise<void> {
	const notices = new Map(
		consents.flatMap(({ notice }) => (notice ? [[JSON.stringify(notice), notice] as const] : [])),
	);
	if (!notices.size) return;
	await ctx.db
		.insertInto('membership.notice')
		.values([...notices.values()])
		.onConflict((row) => row.columns(['kind', 'locale', 'hash']).doNothing())
		.execute();
}

/** What holds now, from everything that these people said. */
async function renewPreferences(ctx: Ctx, members: readonly number[]): Promise<void> {
	if (!members.length) return;
	await sql`
		insert into membership.preference (member, mail, line, push, ads, refused)
		select member,
			max(said) filter (where what = 'mail' and decision = 'given'),
			max(said) filter (where what = 'line' and decision = 'given'),
			max(said) filter (where what = 'push' and decision = 'given'),
			max(said) filter (where what = 'ads' and decision = 'given'),
			max(said) filter (where what = 'marketing' and decision = 'withdrawn')
		from (
			select distinct on (member, what) member, what, decision, said from membership.consent
			where member = any(${members}::bigint[]) and what <> 'membership' order by member, what, said desc, id desc
		) as latest group by member
		on conflict (member) do update
			set mail = excluded.mail, line = excluded.line, push = excluded.push, ads = excluded.ads, refused = excluded.refused`.execute(
		ctx.db,
	);
	ctx.record({ name: consentImported, about: members.map(memberThing), data: { count: members.length } });
}
