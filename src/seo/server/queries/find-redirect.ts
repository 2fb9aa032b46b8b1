import { sql } from 'kysely';
import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import type { RedirectStatus } from '#seo/redirect.ts';

/** The redirect of an address: the one with just this query before the one for every query. */
export const findRedirect = query(z.object({ path: z.string(), query: z.string() }), async (ctx, asked) => {
	const { rows } = await sql<{ id: number; target: string | null; status: RedirectStatus }>`
		select id, target, status from seo.redirect
		where path = ${asked.path} and query in ('', ${asked.query}) order by query desc limit 1`.execute(ctx.db);
	return rows[0] ?? null;
});
