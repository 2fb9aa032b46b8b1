import type { Ctx } from '#platform/context/context.ts';

/**
 * An event with its row locked: whoever changes it or its tickets passes here one after the other, which is what keeps the
 * seats from being given twice.
 */
export const findForUpdate = (ctx: Ctx, id: number) =>
	ctx.db
		.selectFrom('gathering.gathering')
		.select(['id', 'slug', 'title', 'picture', 'place', 'address', 'begins', 'ends', 'capacity', 'taken', 'opens'])
		.select(['closes', 'access', 'version', 'published', 'cancelled', 'moved', 'self_key'])
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
