import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';

/** A mailing, kept from others until the command ends. Throws Problem `mailing.not-found`. */
export async function findMailingForUpdate(ctx: Ctx, id: number) {
	const row = await ctx.db
		.selectFrom('notification.mailing')
		.select(['id', 'article', 'topic', 'subject', 'preheader', 'scheduled', 'started', 'paused', 'stopped', 'done'])
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (!row) throw notFound('mailing');
	return row;
}
