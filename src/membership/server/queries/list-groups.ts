import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, type Actor } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import { groupPath, type Group, type GroupMember } from '#membership/group.ts';
import { mayFillGroups, maySeeGroup, maySeeGroupMembers } from '#membership/policy.ts';
import { groupRows, type GroupRow } from '#membership/server/load-group.ts';

/** Members on a page, and of those who wait. */
const size = 60;
const mostWaiting = 100;

const shape = (actor: Actor, row: GroupRow): Group => ({
	id: row.id,
	handle: row.handle,
	name: row.name,
	description: row.description,
	joinedBy: row.joined_by,
	calledBy: row.called_by,
	seenBy: row.seen_by,
	members: row.members,
	waiting: mayFillGroups(actor) ? row.waiting : 0,
	own: row.inside ? 'in' : row.asked ? 'waiting' : 'out',
	hushed: row.hushed,
	path: groupPath(row.handle),
});

/** The groups that whoever asks may see, by name. */
export const listGroups = query(z.object({}).prefault({}), async (ctx): Promise<Group[]> => {
	authorize(ctx.actor, 'group.list', () => true, null);
	const rows = await groupRows(ctx);
	return rows.filter((row) => maySeeGroup(ctx.actor, row)).map((row) => shape(ctx.actor, row));
});

/** A group with those who are in it. */
export interface GroupPage extends Group {
	/** Null: whoever asks is not shown them. */
	people: GroupMember[] | null;
	/** Those who wait; for those who let in, empty for everybody else. */
	asking: GroupMember[];
	/** More come after this member. */
	next: number | null;
}

/**
 * One group with who is in it, the first ones by when they came, or those after a member. Whoever left the house or is shut out is not
 * listed. What the asker may not see is Problem `group.not-found`.
 */
export const readGroup = query(
	z.object({
		group: z.coerce.number().int().positive().optional(),
		handle: z.string().max(100).optional(),
		after: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional(),
	}),
	async (ctx, { group, handle, after }): Promise<GroupPage> => {
		authorize(ctx.actor, 'group.list', () => true, null);
		const meant = group ? sql<boolean>`g.id = ${group}::bigint` : sql<boolean>`g.handle = ${handle ?? ''}::citext`;
		const [row] = await groupRows(ctx, meant);
		if (!row || !maySeeGroup(ctx.actor, row)) throw notFound('group');
		const one = shape(ctx.actor, row);
		if (!maySeeGroupMembers(ctx.actor, row)) return { ...one, people: null, asking: [], next: null };
		const people = await listPeople(ctx, row.id, after ?? 0);
		const asking = mayFillGroups(ctx.actor) ? await listAsking(ctx, row.id) : [];
		const page = people.slice(0, size);
		return { ...one, people: page, asking, next: people.length > size ? (page.at(-1)?.id ?? null) : null };
	},
);

async function listPeople(ctx: Ctx, group: number, after: number): Promise<GroupMember[]> {
	const { rows } = await sql<GroupMember>`
		select p.id, p.handle::text as handle, p.name, m.joined as since
		from membership.group_member m join membership.member p on p.id = m.member and p.suspended is null and p.erased is null
		where m.member_group = ${group}::bigint and m.joined is not null and p.id > ${after}::bigint
		order by p.id limit ${size + 1}::int`.execute(ctx.db);
	return rows;
}

async function listAsking(ctx: Ctx, group: number): Promise<GroupMember[]> {
	const { rows } = await sql<GroupMember>`
		select p.id, p.handle::text as handle, p.name, m.asked as since
		from membership.group_member m join membership.member p on p.id = m.member and p.suspended is null and p.erased is null
		where m.member_group = ${group}::bigint and m.joined is null
		order by m.asked, p.id limit ${mostWaiting}::int`.execute(ctx.db);
	return rows;
}

/** How many wait to be let into a group; for those who decide that. */
export const countGroupAskers = query(z.object({}).prefault({}), async (ctx): Promise<number> => {
	authorize(ctx.actor, 'group.fill', mayFillGroups, null);
	const { rows } = await sql<{ count: number }>`
		select count(*)::int as count from membership.group_member m join membership.member p on p.id = m.member and p.suspended is null
		where m.joined is null`.execute(ctx.db);
	return rows[0]?.count ?? 0;
});
