import type { Ctx } from '#platform/context/context.ts';

/** The subscriber with this address; made when there is none. */
export async function findOrAddSubscriber(ctx: Ctx, email: string): Promise<number> {
	const { id } = await ctx.db
		.insertInto('notification.subscriber')
		.values({ email, locale: ctx.locale, created: ctx.now })
		.onConflict((conflict) => conflict.column('email').doUpdateSet({ email }))
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}
