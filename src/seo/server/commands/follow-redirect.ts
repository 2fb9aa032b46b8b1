import { sql } from 'kysely';
import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { plainPath, type RedirectStatus } from '#seo/redirect.ts';
import { findRedirect } from '#seo/server/queries/find-redirect.ts';

const countHit = command(z.object({ id: z.number() }), async (ctx, { id }) => {
	await sql`update seo.redirect set hits = hits + 1, hit = ${ctx.now} where id = ${id}::bigint`.execute(ctx.db);
});

/**
 * Where somebody who asked for an address that nothing answers is led, and counts it; null: nowhere. Everybody may ask.
 */
export async function followRedirect(
	ctx: Parameters<typeof countHit>[0],
	asked: { path: string; query: string },
): Promise<{ target: string | null; status: RedirectStatus } | null> {
	const found = await findRedirect(ctx, {
		path: plainPath(asked.path).slice(0, 2001),
		query: asked.query.slice(0, 501),
	});
	if (!found) return null;
	await countHit(ctx, { id: found.id });
	return { target: found.target, status: found.status };
}
