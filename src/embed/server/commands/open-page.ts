import { z } from 'zod';
import { authorize, system } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { openThread } from '#community/server/index.ts';
import { elsewherePath, embedsThing, pageThing } from '#embed/address.ts';
import { pageOpened } from '#embed/events.ts';
import { mayOpenPage } from '#embed/policy.ts';
import { allowedAddress } from '#embed/server/allowed-address.ts';
import { lookAtPage } from '#embed/server/look-at-page.ts';

const OpenPage = z.object({ address: z.string().max(2_000), title: z.string().max(500) });

/** Opens the conversation about a page that was looked at, or finds the one that is there; many may ask at once. */
export const keepPage = command(OpenPage, async (ctx, { address, title }): Promise<{ id: number; thread: number }> => {
	authorize(ctx.actor, 'embed.open', mayOpenPage, null);
	const fresh = await ctx.db
		.insertInto('embed.page')
		.values({ address, title, opened: ctx.now })
		.onConflict((conflict) => conflict.doNothing())
		.returning(['id', 'title'])
		.executeTakeFirst();
	const page =
		fresh ??
		(await ctx.db
			.selectFrom('embed.page')
			.select(['id', 'title'])
			.where('address', '=', address)
			.executeTakeFirstOrThrow());
	const { id: thread } = await openThread(ctx, {
		subject: pageThing(page.id),
		title: page.title,
		path: elsewherePath(page.id),
	});
	if (fresh)
		ctx.record({ name: pageOpened, about: [pageThing(page.id), embedsThing], data: { page: page.id, thread } });
	return { id: page.id, thread };
});

/**
 * The conversation about a page elsewhere, opened when somebody is the first to say something. The page has to be on a place that may show
 * conversations, and there. Throws Problem `embed.host-unknown`, `embed.page-not-there` (422).
 */
export async function openPage(
	ctx: Ctx,
	{ address: written }: { address: string },
): Promise<{ id: number; thread: number }> {
	const address = await allowedAddress(ctx, written);
	const known = await ctx.db.selectFrom('embed.page').select('title').where('address', '=', address).executeTakeFirst();
	const title = known?.title ?? (await lookAtPage(ctx, address));
	return keepPage({ ...ctx, actor: system }, { address, title });
}
