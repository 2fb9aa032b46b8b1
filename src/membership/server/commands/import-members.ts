import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, roles } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { locales } from '#platform/language/locale.ts';
import { memberImported } from '#membership/events.ts';
import { glanceOf, handleOf, handlePattern, longestHandle, reservedHandle } from '#membership/handle.ts';
import { emailField } from '#membership/email.ts';
import { memberThing } from '#membership/member.ts';
import { nameField } from '#membership/name.ts';
import { mayImportMembers } from '#membership/policy.ts';
import { staffGlances } from '#membership/server/staff-glances.ts';

const ImportedMember = z.object({
	name: nameField,
	/** Null: known by name alone, and cannot sign in. */
	email: emailField.nullable(),
	/** The one that they had; it gets a number where it is not free. */
	handle: z.string().max(40).optional(),
	bio: z.string().trim().max(500, 'too-long').default(''),
	locale: z.enum(locales).optional(),
	joined: z.date().optional(),
	/** More than a plain member only where an operator brings back their own house. */
	role: z.enum(roles).default('member'),
	suspended: z.date().nullable().default(null),
	/** When it ends by itself; only of somebody who is suspended. */
	suspendedUntil: z.date().nullable().default(null),
	silencedUntil: z.date().nullable().default(null),
	heardFrom: z.string().max(500).nullable().default(null),
});

/**
 * Brings people along from another place, many at once: plain members, whatever they were there, unless the operator says
 * otherwise. They sign in once they prove the mailbox by a code; nothing is mailed to them. Whoever is here already stays
 * as they are. Returns them in order.
 */
export const importMembers = command(z.object({ members: z.array(ImportedMember) }), async (ctx, { members }) => {
	authorize(ctx.actor, 'member.import', mayImportMembers, null);
	const mails = members.flatMap(({ email }) => email ?? []);
	const here = await byEmail(ctx, mails);
	const fresh = members.filter(
		(one, place) =>
			!one.email || (!here.has(one.email) && members.findIndex(({ email }) => email === one.email) === place),
	);
	const staff = await staffGlances(ctx);
	const handles = await freeHandles(
		ctx,
		fresh.map(({ handle, name, role }) => {
			const wanted = handle && handlePattern.test(handle) ? handle : handleOf(name);
			// What spoke for the house elsewhere does not here, unless the operator brings back their own.
			return role === 'member' && reservedHandle(wanted) ? 'member' : wanted;
		}),
		(handle, place) => fresh[place]?.role === 'member' && staff.has(glanceOf(handle)),
	);
	const rows = fresh.map((one, place) => ({
		...one,
		place,
		handle: handles[place] as string,
		locale: one.locale ?? ctx.locale,
		joined: one.joined ?? ctx.now,
	}));
	const ids = await insert(ctx, rows);
	for (const id of ids)
		ctx.record({
			name: memberImported,
			about: memberThing(id),
			data: { member: id, link: null, cameTo: null },
		});
	fresh.forEach(({ email }, place) => void (email && here.set(email, ids[place] as number)));
	return members.map((one) => {
		const place = fresh.indexOf(one);
		return place >= 0
			? { id: ids[place] as number, fresh: true }
			: { id: here.get(one.email ?? '') as number, fresh: false };
	});
});

async function insert(ctx: Ctx, rows: readonly object[]): Promise<number[]> {
	if (!rows.length) return [];
	const { rows: made } = await sql<{ id: number }>`
		with given as (
			select nextval(pg_get_serial_sequence('membership.member', 'id')) as id, given.*
			from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as given (
				place int, handle text, name text, email text, role text, bio text, locale text, joined timestamptz,
				suspended timestamptz, "suspendedUntil" timestamptz, "silencedUntil" timestamptz, "heardFrom" text
			)
		), written as (
			insert into membership.member (id, handle, name, email, role, bio, locale, joined, suspended, suspended_until,
				silenced_until, heard_from)
			overriding system value
			select id, handle, name, email, role, bio, locale, joined, suspended,
				case when suspended is not null then "suspendedUntil" end, "silencedUntil", "heardFrom" from given order by place
			returning id
		)
		select given.id from given join written on written.id = given.id order by given.place`.execute(ctx.db);
	return made.map(({ id }) => Number(id));
}

async function byEmail(ctx: Ctx, mails: readonly string[]): Promise<Map<string, number>> {
	if (!mails.length) return new Map();
	const { rows } = await sql<{ id: number; email: string }>`
		select id, lower(email::text) as email from membership.member where email = any(${mails}::citext[])`.execute(ctx.db);
	return new Map(rows.map(({ email, id }) => [email, id]));
}

/**
 * Each the handle it wants, or the first free number after it. Whole handles are asked for, which an index answers: how a handle begins is looked up
 * in every row there is, and fifty thousand people cost more than all that they said.
 */
async function freeHandles(
	ctx: Ctx,
	wanted: readonly string[],
	barred: (handle: string, place: number) => boolean,
): Promise<string[]> {
	const taken = new Set<string>();
	const ask = async (handles: readonly string[]): Promise<void> => {
		if (!handles.length) return;
		const { rows } = await sql<{ handle: string }>`
			select lower(handle::text) as handle from membership.member where handle = any(${handles}::citext[])`.execute(ctx.db);
		for (const { handle } of rows) taken.add(handle);
	};
	await ask([...new Set(wanted)]);
	/** Up to which number it is known who has it. */
	const known = new Map<string, number>();
	const numbered = (handle: string, number: number): string =>
		`${handle.slice(0, longestHandle - 7).replace(/-$/, '')}-${number}`;
	const askOn = async (handles: readonly string[]): Promise<void> =>
		ask(
			handles.flatMap((handle) => {
				const from = known.get(handle) ?? 1;
				known.set(handle, from * 2 + 8);
				return Array.from({ length: from + 8 }, (_, step) => numbered(handle, from + 1 + step));
			}),
		);
	const isFree = (handle: string, place: number): boolean =>
		// `member` is what no name could be made of; as a name it belongs to nobody.
		handle !== 'member' && !taken.has(handle.toLowerCase()) && !barred(handle, place);
	const seen = new Set<string>();
	const crowded = wanted.filter((handle, place) => !isFree(handle, place) || seen.has(handle) || !seen.add(handle));
	await askOn([...new Set(crowded)]);
	/** Where the numbers of a handle go on: a thousand people of one name are not counted from two each. */
	const next = new Map<string, number>();
	const free: string[] = [];
	for (const [place, handle] of wanted.entries()) {
		let own = handle;
		let number = next.get(handle) ?? 2;
		for (; !isFree(own, place); number++) {
			if (number > (known.get(handle) ?? 1)) await askOn([handle]);
			own = numbered(handle, number);
		}
		next.set(handle, number);
		taken.add(own.toLowerCase());
		free.push(own);
	}
	return free;
}
