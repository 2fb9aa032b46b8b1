import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { foundChanged } from '#seo/events.ts';
import { mayChangeFound } from '#seo/policy.ts';

export const ChangeSettings = z.object({
	feedContent: z.enum(['full', 'excerpt']),
	/** Empty: none. */
	hub: z
		.string()
		.trim()
		.max(500, 'too-long')
		.refine((value) => !value || (/^https:\/\//.test(value) && URL.canParse(value)), 'https-address')
		.transform((value) => value || null),
	indexNow: z.boolean(),
	webmention: z.boolean(),
});

/** Changes what feeds carry and who is told of changes. */
export const changeSettings = command(ChangeSettings, async (ctx, input) => {
	const known = await ctx.db.selectFrom('seo.setting').selectAll().forUpdate().executeTakeFirstOrThrow();
	authorize(ctx.actor, 'seo.change', mayChangeFound, null);
	await ctx.db
		.updateTable('seo.setting')
		.set({
			feed_content: input.feedContent,
			hub: input.hub,
			index_now: input.indexNow ? (known.index_now ?? ctx.now) : null,
			webmention: input.webmention ? (known.webmention ?? ctx.now) : null,
		})
		.execute();
	ctx.record({ name: foundChanged, about: 'site' });
});
