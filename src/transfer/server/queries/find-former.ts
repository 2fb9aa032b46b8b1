import { sql } from 'kysely';
import { z } from 'zod';
import { findComment, findThread } from '#community/server/index.ts';
import { commentPlacePath } from '#community/thread.ts';
import { profilePath } from '#membership/member.ts';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { listSources } from '#transfer/known-sources.ts';
import type { OldPlace } from '#transfer/source.ts';

/**
 * Where something is read now that an address of a former place meant; null: it means nothing that this actor may see. The sources know how their
 * addresses are made, so a forum of a million posts needs no redirect for each.
 */
export const findFormer = query(
	z.object({ path: z.string().max(2_000), query: z.string().max(2_000) }),
	async (ctx, { path, query }): Promise<string | null> => {
		for (const source of listSources()) {
			const places = source.places?.(path, query) ?? [];
			if (!places.length) continue;
			const { rows } = await sql<{ origin: string }>`
				select distinct origin from transfer.run where source = ${source.name} and origin is not null and not dry`.execute(
				ctx.db,
			);
			const origins = rows.map((row) => row.origin);
			for (const one of origins.length ? places : []) {
				const id = await homeOf(ctx, origins, one);
				const found = id === null ? null : await pathOf(ctx, one.kind, id);
				if (found) return found;
			}
		}
		return null;
	},
);

async function homeOf(ctx: Ctx, origins: readonly string[], one: OldPlace): Promise<number | null> {
	const { rows } = await (
		'mark' in one
			? sql<{ home: string }>`
			select home from transfer.item where origin = any(${origins}::text[]) and kind = 'comment' and mark <> '' and mark = ${one.mark} limit 1`
			: sql<{ home: string }>`
			select home from transfer.item where origin = any(${origins}::text[]) and kind = ${one.kind} and foreign_id = ${one.id} limit 1`
	).execute(ctx.db);
	return rows[0] ? Number(rows[0].home.split(':')[1]) : null;
}

async function pathOf(ctx: Ctx, kind: OldPlace['kind'], id: number): Promise<string | null> {
	if (kind === 'thread') return (await findThread(ctx, { id }))?.path ?? null;
	if (kind === 'person') {
		const row = await ctx.db.selectFrom('membership.member').select('handle').where('id', '=', id).executeTakeFirst();
		return row ? profilePath(row.handle) : null;
	}
	try {
		await findComment(ctx, { id });
		return commentPlacePath(id);
	} catch (error) {
		if (error instanceof Problem) return null;
		throw error;
	}
}
