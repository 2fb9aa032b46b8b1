import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { randomToken } from '#platform/token.ts';
import { listImported } from '#membership/events.ts';
import { glanceOf, handleOf, longestHandle, reservedHandle } from '#membership/handle.ts';
import type { ListedPerson } from '#membership/member-list.ts';
import { membershipText } from '#membership/messages/index.ts';
import { mayImportList } from '#membership/policy.ts';
import { keepNotice } from '#membership/server/notice.ts';
import { staffGlances } from '#membership/server/staff-glances.ts';
import { insertAnswers, rowsOf } from '#membership/server/write-answers.ts';

/** How a list is brought in. */
export interface ImportTerms {
	/** Where these people agreed to mail, in the owner's words; null: what the list says of it is left out. */
	consent: string | null;
}

/**
 * Brings some people of a list in, in one transaction and few statements. Who is a member already stays as they are, so the
 * same list may be brought in again, or gone on with where it stopped. They sign in once they prove their mailbox.
 */
export const importBatch = command(
	z.object({ people: z.custom<readonly ListedPerson[]>(), terms: z.custom<ImportTerms>() }),
	async (ctx, { people, terms }): Promise<{ fresh: number; known: number }> => {
		authorize(ctx.actor, 'member.import-list', mayImportList, null);
		const byEmail = new Map<string, ListedPerson>();
		// Who stands twice in a list is who stands first.
		for (const person of people) if (!byEmail.has(person.email)) byEmail.set(person.email, person);
		const known = await ctx.db
			.selectFrom('membership.member')
			.select('email')
			.where('email', '=', sql<string>`any(${[...byEmail.keys()]}::citext[])`)
			.execute();
		for (const { email } of known) if (email) byEmail.delete(email.toLowerCase());
		if (!byEmail.size) return { fresh: 0, known: people.length };
		const written = await insert(ctx, [...byEmail.values()]);
		await agree(ctx, written, terms);
		await label(ctx, written);
		await insertAnswers(
			ctx,
			written.flatMap(({ id, answers = [] }) => answers.flatMap(({ field, answer }) => rowsOf(id, field, answer))),
		);
		ctx.record({ name: listImported, about: 'members', data: { count: written.length } });
		return { fresh: written.length, known: people.length - written.length };
	},
);

type Written = ListedPerson & { id: number };

async function insert(ctx: Ctx, people: readonly ListedPerson[]): Promise<Written[]> {
	const stems = people.map(({ name }) => handleOf(name));
	const taken = await ctx.db
		.selectFrom('membership.member')
		.select('handle')
		.where('handle', '=', sql<string>`any(${[...new Set(stems)]}::citext[])`)
		.execute();
	const used = new Set(taken.map(({ handle }) => handle.toLowerCase()));
	const staff = await staffGlances(ctx);
	const handles = people.map((_, index) => {
		const stem = stems[index] as string;
		const free = stem !== 'member' && !reservedHandle(stem) && !used.has(stem) && !staff.has(glanceOf(stem));
		if (free) used.add(stem);
		const handle = free
			? stem
			: `${[...stem]
					.slice(0, longestHandle - 9)
					.join('')
					.replace(/-$/, '')}-${randomToken(8)}`;
		return handle;
	});
	const each = <V>(value: (person: ListedPerson) => V): V[] => people.map(value);
	// As five lists: the statement is the same for every number of people, and is planned once.
	const { rows: ids } = await sql<{ id: number; email: string }>`
		insert into membership.member (handle, name, email, locale, joined)
		select * from unnest(
			${handles}::text[], ${each(({ name }) => name)}::text[], ${each(({ email }) => email)}::text[],
			${each(({ locale }) => locale ?? ctx.locale)}::text[],
			${each(({ joined }) => (joined && joined < ctx.now ? joined : ctx.now).toISOString())}::text[]::timestamptz[]
		)
		-- Somebody may join in the same moment: whoever is first stays.
		on conflict do nothing
		returning id, email::text`.execute(ctx.db);
	const byEmail = new Map(people.map((person) => [person.email, person]));
	return ids.flatMap(({ id, email }) => {
		const person = byEmail.get(email.toLowerCase());
		return person ? [{ ...person, id }] : [];
	});
}

/** What the list says of consent, with the owner's word for it as the proof. */
async function agree(ctx: Ctx, people: readonly Written[], { consent }: ImportTerms): Promise<void> {
	const willing = consent === null ? [] : people.filter(({ mail }) => mail);
	if (consent === null || !willing.length) return;
	const say = membershipText(ctx.locale);
	const notice = await keepNotice(ctx, 'mail', ctx.locale, {
		title: say('consent.import'),
		body: say('consent.import.words', { origin: consent }),
	});
	const members = willing.map(({ id }) => id);
	const said = willing.map(({ agreed }) => (agreed && agreed < ctx.now ? agreed : ctx.now).toISOString());
	await sql`
		insert into membership.preference (member, mail)
		select * from unnest(${members}::bigint[], ${said}::text[]::timestamptz[])`.execute(ctx.db);
	await sql`
		insert into membership.consent (member, what, decision, notice, place, noted_by, said)
		select member, 'mail', 'given', ${notice}::bigint, 'import', ${memberOf(ctx.actor)}::bigint, said
		from unnest(${members}::bigint[], ${said}::text[]::timestamptz[]) as one (member, said)`.execute(ctx.db);
}

async function label(ctx: Ctx, people: readonly Written[]): Promise<void> {
	const names = [...new Set(people.flatMap(({ labels }) => labels))];
	if (!names.length) return;
	const by = memberOf(ctx.actor);
	await ctx.db
		.insertInto('membership.label')
		.values(names.map((name) => ({ name, created: ctx.now, created_by: by })))
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	const labels = await ctx.db
		.selectFrom('membership.label')
		.select(['id', 'name'])
		.where('name', 'in', names)
		.execute();
	const idOf = new Map(labels.map(({ id, name }) => [name.toLowerCase(), id]));
	const put = people.flatMap((person) =>
		[...new Set(person.labels.map((name) => idOf.get(name.toLowerCase())))].flatMap((id) =>
			id === undefined ? [] : [{ member: person.id, label: id }],
		),
	);
	await sql`
		insert into membership.member_label (member, label, put, put_by)
		select member, label, ${ctx.now}::timestamptz, ${by}::bigint
		from unnest(${put.map(({ member }) => member)}::bigint[], ${put.map((one) => one.label)}::bigint[]) as one (member, label)
		on conflict do nothing`.execute(ctx.db);
}
