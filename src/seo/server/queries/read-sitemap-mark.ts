import { sql } from 'kysely';
import { z } from 'zod';
import { query } from '#platform/context/command.ts';

/** A mark that stays while nothing at all happens on the site: what was read under it has not changed since. */
export const readSitemapMark = query(z.object({}), async (ctx) => {
	const { rows } = await sql<{ last: number | null }>`select max(id) as last from platform.event`.execute(ctx.db);
	return String(rows[0]?.last ?? 0);
});
