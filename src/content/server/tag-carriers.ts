import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';

/** The articles that carry a tag, locked for a change, drafts too. */
export const articlesWith = (ctx: Ctx, tag: string) =>
	ctx.db
		.selectFrom('content.article')
		.select(['id', 'published'])
		.where(sql<boolean>`tags @> array[${tag}]::text[]`)
		.forUpdate()
		.execute();

/** How many threads carry it, hidden ones too: for editors, who see them all. */
export async function countThreadsWith(ctx: Ctx, tag: string): Promise<number> {
	const { rows } = await sql<{ threads: number }>`
		select count(*)::int as threads from community.thread where tags @> array[${tag}]::text[] and tags <> '{}'`.execute(
		ctx.db,
	);
	return rows[0]?.threads ?? 0;
}
