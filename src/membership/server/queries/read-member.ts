import { z } from 'zod';
import { authorize, type Role } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { mayListMembers } from '#membership/policy.ts';
import { memberThing } from '#membership/member.ts';
import type { ListedMember } from '#membership/server/queries/list-members.ts';

/** What staff know of a member. */
export interface MemberCard extends ListedMember {
	bio: string;
	locale: string;
	came: { link: number | null; to: string | null; heard: string | null };
	/** The last things that happened to or by them, newest first. */
	facts: { name: string; occurred: Date }[];
}

/** One member's card, for staff. */
export const readMember = query(
	z.object({ id: z.coerce.number().int().positive() }),
	async (ctx, { id }): Promise<MemberCard> => {
		authorize(ctx.actor, 'member.read', mayListMembers, null);
		const row = await ctx.db.selectFrom('membership.member').selectAll().where('id', '=', id).executeTakeFirst();
		if (!row) throw notFound('member');
		const facts = await ctx.db
			.selectFrom('platform.event')
			.select(['name', 'occurred'])
			.where('about', '=', memberThing(id))
			.orderBy('id', 'desc')
			.limit(20)
			.execute();
		const { handle, name, email, bio, locale, joined, suspended } = row;
		return {
			id,
			handle,
			name,
			email,
			role: row.role as Role,
			bio,
			locale,
			joined,
			suspended,
			came: { link: row.came_by_link, to: row.came_to, heard: row.heard_from },
			facts,
		};
	},
);

/** How many people have joined and may come in; programs are not counted. */
export const countMembers = query(z.object({}).prefault({}), async (ctx): Promise<number> => {
	const [row] = await ctx.sql<{ count: number }[]>`
		select count(*)::int as count from membership.member where email is not null and suspended is null`;
	return row?.count ?? 0;
});
