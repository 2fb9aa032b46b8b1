import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { groupEntered, groupLeft } from '#membership/events.ts';
import { groupThing } from '#membership/group.ts';
import { memberThing } from '#membership/member.ts';
import { mayFillGroups } from '#membership/policy.ts';
import { loadGroup } from '#membership/server/load-group.ts';
import { tellOfGroup } from '#membership/server/tell-of-group.ts';

const group = z.coerce.number().int().positive();
const member = z.coerce.number().int().positive();

/**
 * Puts somebody into a group, or lets in whoever asked, who is told by mail. Named by number, or by handle as people write it. Safe to
 * run twice. Throws Problem `group.not-found`, `member.not-found`; a handle that nobody has is a finding about the field.
 */
export const seatInGroup = command(
	z.object({
		group,
		member: member.optional(),
		handle: z
			.string()
			.transform((handle) => handle.normalize('NFKC').trim().replace(/^@/, '').toLowerCase())
			.optional(),
	}),
	async (ctx, { group: id, member, handle }) => {
		const { name, path } = await loadGroup(ctx, id).then((one) => ({ name: one.name, path: one.handle }));
		authorize(ctx.actor, 'group.fill', mayFillGroups, null);
		const { rows } = await sql<{ id: number; email: string | null; locale: string; asked: boolean; inside: boolean }>`
			select p.id, p.email::text as email, p.locale, m.asked is not null as asked, m.joined is not null as inside
			from membership.member p left join membership.group_member m on m.member = p.id and m.member_group = ${id}::bigint
			where p.erased is null and (p.id = ${member ?? null}::bigint or p.handle = ${handle || null}::citext)
			limit 1`.execute(ctx.db);
		const [person] = rows;
		if (!person) {
			if (member === undefined) throw invalidInput([{ path: 'handle', key: handle ? 'member-unknown' : 'missing' }]);
			throw notFound('member');
		}
		if (person.inside) return { id, member: person.id };
		await ctx.db
			.insertInto('membership.group_member')
			.values({ member_group: id, member: person.id, joined: ctx.now, let_in_by: memberOf(ctx.actor) })
			.onConflict((conflict) =>
				conflict.columns(['member_group', 'member']).doUpdateSet({ joined: ctx.now, let_in_by: memberOf(ctx.actor) }),
			)
			.execute();
		ctx.record({
			name: groupEntered,
			about: [groupThing(id), memberThing(person.id)],
			data: { group: id, member: person.id },
		});
		if (person.asked) await tellOfGroup(ctx, person, 'in', { group: name, handle: path });
		return { id, member: person.id };
	},
);

/** Takes somebody out of a group, or does not let in whoever asked, who is told by mail. Safe to run twice. */
export const unseatFromGroup = command(z.object({ group, member }), async (ctx, { group: id, member }) => {
	const one = await loadGroup(ctx, id);
	authorize(ctx.actor, 'group.fill', mayFillGroups, null);
	const gone = await ctx.db
		.deleteFrom('membership.group_member')
		.where('member_group', '=', id)
		.where('member', '=', member)
		.returning('joined')
		.executeTakeFirst();
	if (!gone) return { id };
	ctx.record({ name: groupLeft, about: [groupThing(id), memberThing(member)], data: { group: id, member } });
	if (!gone.joined) {
		const person = await ctx.db
			.selectFrom('membership.member')
			.select(['email', 'locale'])
			.where('id', '=', member)
			.executeTakeFirstOrThrow();
		await tellOfGroup(ctx, person, 'out', { group: one.name, handle: one.handle });
	}
	return { id };
});
