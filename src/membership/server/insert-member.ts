import type { Role } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import type { Locale } from '#platform/language/locale.ts';
import { Problem } from '#platform/problem.ts';
import { randomToken } from '#platform/token.ts';
import { memberImported, memberJoined } from '#membership/events.ts';
import { handleOf, longestHandle } from '#membership/handle.ts';
import { memberThing } from '#membership/member.ts';
import { reviewProfile } from '#membership/profile-review.ts';
import { passesForStaff } from '#membership/server/staff-glances.ts';

export interface NewMember {
	name: string;
	/** Null: the account of a program. */
	email: string | null;
	role: Role;
	handle?: string | undefined;
	bio?: string | undefined;
	locale: Locale;
	joined: Date;
	cameByLink?: number | null | undefined;
	cameTo?: string | null | undefined;
	heardFrom?: string | null | undefined;
	/** The visitor's name of the day, when they join from a browser: it tells their visit who it was. */
	visitor?: string | null | undefined;
	/** True: they were a member of another place; nobody greets them. */
	imported?: boolean | undefined;
}

/** Writes a new member under the first free handle. Throws Problem `member.email-taken` (409). */
export async function insertMember(ctx: Ctx, one: NewMember): Promise<{ id: number; handle: string }> {
	const stem = one.handle ?? handleOf(one.name);
	// A name may be anybody's; a handle that is taken for that of somebody who works here is nobody else's.
	const barred = one.role === 'member' && (await passesForStaff(ctx, stem));
	for (const handle of await freeHandles(ctx, stem, barred)) {
		// Two people who join with one name at the same moment: the second finds the handle taken and takes the next.
		const written = await ctx.db
			.insertInto('membership.member')
			.values({
				handle,
				name: one.name,
				email: one.email,
				role: one.role,
				bio: one.bio ?? '',
				locale: one.locale,
				joined: one.joined,
				came_by_link: one.cameByLink ?? null,
				came_to: one.cameTo ?? null,
				heard_from: one.heardFrom ?? null,
			})
			.onConflict((conflict) => conflict.doNothing())
			.returning(['id', 'handle'])
			.executeTakeFirst();
		if (written) {
			ctx.record({
				name: one.imported ? memberImported : memberJoined,
				about: memberThing(written.id),
				data: {
					member: written.id,
					link: one.cameByLink ?? null,
					cameTo: one.cameTo ?? null,
					...(one.visitor ? { visitor: one.visitor } : {}),
				},
			});
			if (!one.imported && one.role === 'member')
				await reviewProfile(ctx, { member: written.id, name: one.name, handle: written.handle, bio: one.bio ?? '' });
			return written;
		}
		if (one.email && (await findByEmail(ctx, one.email))) throw new Problem('member.email-taken', 409);
	}
	throw new Problem('member.handle-taken', 409);
}

/** The member with this address, or null. */
export async function findByEmail(
	ctx: Ctx,
	email: string,
): Promise<{ id: number; role: string; locale: string; suspended: Date | null } | null> {
	const row = await ctx.db
		.selectFrom('membership.member')
		.select(['id', 'role', 'locale', 'suspended'])
		.where('email', '=', email)
		.executeTakeFirst();
	return row ?? null;
}

/** Handles to try, best first: the stem unless it is barred, the next free number, then random endings. */
async function freeHandles(ctx: Ctx, stem: string, barred: boolean): Promise<string[]> {
	const short = stem.slice(0, longestHandle - 6).replace(/-$/, '');
	const taken = await ctx.db
		.selectFrom('membership.member')
		.select('handle')
		.where((row) => row.or([row('handle', '=', stem), row('handle', 'like', `${short}-%`)]))
		.limit(1000)
		.execute();
	// What calls a group calls nobody else.
	const groups = await ctx.db.selectFrom('membership.member_group').select('handle').execute();
	const known = new Set([...taken, ...groups].map((row) => row.handle.toLowerCase()));
	let number = 2;
	while (known.has(`${short}-${number}`)) number++;
	const numbered = [`${short}-${number}`, ...[1, 2, 3].map(() => `${short}-${randomToken(5)}`)];
	return barred || known.has(stem.toLowerCase()) || stem === 'member' ? numbered : [stem, ...numbered];
}
