import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';

/** A printed code, held until the command ends. Throws Problem `qr.not-found`. */
export async function findQrForUpdate(ctx: Ctx, id: number) {
	const row = await ctx.db
		.selectFrom('publishing.link')
		.select(['id', 'target', 'article', 'author', 'stopped'])
		.where('id', '=', id)
		.where('place', 'is not', null)
		.forUpdate()
		.executeTakeFirst();
	if (!row) throw notFound('qr');
	return row;
}
