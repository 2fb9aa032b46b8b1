import { sql } from 'kysely';
import { z } from 'zod';
import type { Role } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { portraitPath } from '#media/portrait.ts';
import { memberThing, profilePath, type Profile } from '#membership/member.ts';

/** A member as everybody may see them, by handle. A suspended member is not found. */
export const readProfile = query(
	z.object({ handle: z.string().max(60) }),
	async (ctx, { handle }): Promise<Profile> => {
		const row = await ctx.db
			.selectFrom('membership.member as m')
			.leftJoin('media.portrait as p', 'p.member', 'm.id')
			.select(['m.id', 'm.handle', 'm.name', 'm.role', 'm.joined', 'p.large'])
			// What waits for a person is nobody else's to read.
			.select(sql<string>`case when moderation.unlooked(m.id) then '' else m.bio end`.as('bio'))
			.where('handle', '=', handle.normalize('NFC'))
			.where('suspended', 'is', null)
			.executeTakeFirst();
		if (!row) throw notFound('member');
		ctx.about(memberThing(row.id));
		const { large, ...shown } = row;
		return { ...shown, role: row.role as Role, path: profilePath(row.handle), portrait: portraitPath(large) };
	},
);
