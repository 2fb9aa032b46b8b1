import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';

/** Former versions that one comment keeps; the oldest go. */
const mostVersions = 100;

/** Keeps what the comment says now, before it is changed. */
export async function keepVersion(ctx: Ctx, id: number): Promise<void> {
	await sql`
		insert into community.version (comment, number, body, body_text, written, written_by, stars, disclosed)
		select id, edits + 1, body, body_text, coalesce(edited, posted), case when edited is null then author else edited_by end, stars, disclosed
		from community.comment where id = ${id}::bigint`.execute(ctx.db);
	await sql`
		delete from community.version v using community.comment c
		where c.id = ${id}::bigint and v.comment = c.id and v.number <= c.edits + 1 - ${mostVersions}`.execute(ctx.db);
}
