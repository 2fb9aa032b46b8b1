import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { memberChanged } from '#membership/events.ts';
import { memberThing } from '#membership/member.ts';
import { nameField } from '#membership/name.ts';
import { mayImportMembers } from '#membership/policy.ts';

const words = { name: nameField, bio: z.string().trim().max(500, 'too-long') };

/**
 * Takes over new names and words about themselves of people who were brought along before, where both are still as they
 * were brought (`before`): what somebody changed here stays. Returns the ids of those that were changed.
 */
export const renewMembers = command(
	z.object({
		members: z.array(
			z.object({ id: z.number().int().positive(), ...words, before: z.object({ name: z.string(), bio: z.string() }) }),
		),
	}),
	async (ctx, { members }) => {
		authorize(ctx.actor, 'member.import', mayImportMembers, null);
		if (!members.length) return [];
		const { rows } = await sql<{ id: number }>`
			update membership.member set name = row.name, bio = row.bio
			from jsonb_to_recordset(${JSON.stringify(members)}::text::jsonb) as row (id bigint, name text, bio text, before jsonb)
			where member.id = row.id and member.name = row.before->>'name' and member.bio = row.before->>'bio'
			returning member.id`.execute(ctx.db);
		for (const { id } of rows) ctx.record({ name: memberChanged, about: memberThing(id), data: { member: id } });
		return rows.map(({ id }) => id);
	},
);
