import { sql } from 'kysely';
import { staff } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import type { Document } from '#platform/document/schema.ts';
import { refuse } from '#platform/objection.ts';
import { mayCallGroup } from '#membership/policy.ts';
import { findGroups } from '#membership/server/index.ts';
import { groupsCalledIn } from '#community/mention.ts';
import { objectToGroupCalls } from '#community/rules.ts';
import type { Known } from '#community/trust.ts';

/**
 * Writes down which groups a comment calls, so that those in them are told; what it called before is not counted again. A group that the
 * writer may not call is not called, whatever link they wrote. Throws Problem `group.call-too-new`, `-too-many`, `-too-large`, `-too-often`.
 */
export async function noteGroupCalls(
	ctx: Ctx,
	comment: { id: number; author: number | null; known: Known | null },
	body: Document,
): Promise<void> {
	const handles = groupsCalledIn(body);
	if (!handles.length || comment.author === null) return;
	const groups = (await findGroups(ctx, handles)).filter((group) => mayCallGroup(ctx.actor, group));
	const ids = groups.map(({ id }) => id).sort((one, other) => one - other);
	if (!ids.length) return;
	// Two who call one group at once are judged one after the other.
	for (const id of ids) await sql`select pg_advisory_xact_lock(501, ${id}::int)`.execute(ctx.db);
	const fresh = await sql<{ group: number; of_group: number; today: number }>`
		select g.id as "group",
			(select count(*)::int from community.group_call c where c.member_group = g.id and c.called > ${dayBefore(ctx)}::timestamptz) as of_group,
			(select count(*)::int from community.group_call c where c.author = ${comment.author}::bigint and c.called > ${dayBefore(ctx)}::timestamptz) as today
		from unnest(${ids}::bigint[]) g (id)
		where not exists (select from community.group_call c where c.comment = ${comment.id}::bigint and c.member_group = g.id)`.execute(
		ctx.db,
	);
	if (!fresh.rows.length) return;
	if (!staff(ctx.actor) && comment.known)
		refuse(
			objectToGroupCalls(
				{
					now: ids.length,
					today: fresh.rows[0]?.today ?? 0,
					ofGroup: Math.max(...fresh.rows.map((row) => row.of_group)),
					members: Math.max(...groups.map(({ members }) => members)),
				},
				comment.known,
				ctx.now,
			),
		);
	await ctx.db
		.insertInto('community.group_call')
		.values(
			fresh.rows.map(({ group }) => ({
				comment: comment.id,
				member_group: group,
				author: comment.author as number,
				called: ctx.now,
			})),
		)
		.execute();
}

const dayBefore = (ctx: Ctx): Date => new Date(ctx.now.getTime() - 86_400_000);
