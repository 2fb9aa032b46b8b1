import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { firstUnseen, followed } from '#community/server/note-unread.ts';

/**
 * Whoever followed a tag follows it by its new name, after `changed` threads were given it; null: it is gone, and nobody does. Who
 * had said something of both keeps what they said of the one that stays.
 */
export async function carryTagFollowers(
	ctx: Ctx,
	{ name, to, changed }: { name: string; to: string | null; changed: readonly number[] },
): Promise<void> {
	const { rows } = await sql<{ member: number }>`
		select distinct member from community.tag_following where tag = any(${[name, to ?? name]}::text[])`.execute(ctx.db);
	if (!rows.length) return;
	if (to !== null)
		await sql`
			insert into community.tag_following (member, tag, level)
			select member, ${to}, level from community.tag_following where tag = ${name} order by member
			on conflict (member, tag) do nothing`.execute(ctx.db);
	await ctx.db.deleteFrom('community.tag_following').where('tag', '=', name).execute();
	const carries = sql`t.tags @> array[${to}]::text[] and t.tags <> '{}'`;
	await sql`
		update community.reading r set unread = case when ${followed} then ${firstUnseen} end
		from community.thread t
		where t.id = r.thread and r.level is null and r.member = any(${rows.map(({ member }) => member)}::bigint[])
			and (t.id = any(${changed as number[]}::bigint[])${to === null ? sql`` : sql` or ${carries}`})`.execute(ctx.db);
}
