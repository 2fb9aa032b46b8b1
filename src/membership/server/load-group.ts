import { sql } from 'kysely';
import { memberOf } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import type { GroupCaller, GroupDoor, GroupSeer } from '#membership/group.ts';
import { maySeeGroup } from '#membership/policy.ts';

/** A group with what whoever asks is to it, as policies take it. */
export interface GroupRow {
	id: number;
	handle: string;
	name: string;
	description: string;
	joined_by: GroupDoor;
	called_by: GroupCaller;
	seen_by: GroupSeer;
	members: number;
	waiting: number;
	inside: boolean;
	asked: boolean;
	hushed: boolean;
}

/** Groups by a condition over `g`, by name. */
export async function groupRows(ctx: Ctx, condition = sql<boolean>`true`): Promise<GroupRow[]> {
	const { rows } = await sql<GroupRow>`
		select g.id, g.handle::text as handle, g.name, g.description, g.joined_by, g.called_by, g.seen_by,
			(select count(*)::int from membership.group_member m join membership.member p on p.id = m.member and p.suspended is null
				where m.member_group = g.id and m.joined is not null) as members,
			(select count(*)::int from membership.group_member m where m.member_group = g.id and m.joined is null) as waiting,
			own.joined is not null as inside, own.member is not null and own.joined is null as asked, own.hushed is not null as hushed
		from membership.member_group g
		left join membership.group_member own on own.member_group = g.id and own.member = ${memberOf(ctx.actor)}::bigint
		where ${condition} order by g.name, g.id limit 500`.execute(ctx.db);
	return rows;
}

/**
 * The group that is meant, locked until the end of the command: who is in it does not change under whoever changes it. What the asker
 * may not see is Problem `group.not-found`.
 */
export async function loadGroup(ctx: Ctx, group: number): Promise<GroupRow> {
	const { rows } =
		await sql`select id from membership.member_group where id = ${group}::bigint for no key update`.execute(ctx.db);
	const [found] = rows.length ? await groupRows(ctx, sql`g.id = ${group}::bigint`) : [];
	if (!found || !maySeeGroup(ctx.actor, found)) throw notFound('group');
	return found;
}

/** Groups with these handles that the asker may see; what a comment may call is judged by whoever asks. */
export const findGroups = async (ctx: Ctx, handles: readonly string[]): Promise<GroupRow[]> =>
	handles.length
		? (await groupRows(ctx, sql`g.handle = any(${handles as string[]}::text[]::citext[])`)).filter((group) =>
				maySeeGroup(ctx.actor, group),
			)
		: [];
