import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { keepUses } from '#media/server/index.ts';
import { previewFound } from '#community/events.ts';
import { mayBringHome } from '#community/policy.ts';
import type { Looked } from '#community/server/look-at-link.ts';
import { threadThing } from '#community/thread.ts';

const KeepPreview = z.object({
	address: z.string().max(2_000),
	/** What was found; null: nothing. */
	said: z.custom<Looked>((value) => typeof value === 'object'),
});

/** The name of a preview among the things that show pictures. */
export const previewThing = (id: number): string => `preview:${id}`;

/**
 * Keeps what a page says of itself. Every thread in which it is shown is about to say so, exactly when it says something else than
 * before. Safe to run twice.
 */
export const keepPreview = command(KeepPreview, async (ctx, { address, said }) => {
	authorize(ctx.actor, 'preview.keep', mayBringHome, null);
	const now = {
		title: said?.title ?? '',
		description: said?.description ?? '',
		source: said?.source ?? '',
		picture: said?.picture ?? null,
	};
	const found = said ? ctx.now : null;
	const before = await ctx.db
		.selectFrom('community.preview')
		.select(['title', 'description', 'source', 'picture', 'found'])
		.where('address', '=', address)
		.forUpdate()
		.executeTakeFirst();
	const kept = await ctx.db
		.insertInto('community.preview')
		.values({ address, asked: ctx.now, found, ...now })
		.onConflict((conflict) => conflict.column('address').doUpdateSet({ asked: ctx.now, found, ...now }))
		.returning('id')
		.executeTakeFirstOrThrow();
	const same =
		before !== undefined &&
		(before.found === null) === (found === null) &&
		(Object.keys(now) as (keyof typeof now)[]).every((name) => before[name] === now[name]);
	await keepUses(ctx, { thing: previewThing(kept.id), pictures: now.picture ? [now.picture] : [] });
	if (same) return { id: kept.id };
	const shown = await ctx.db
		.selectFrom('community.comment')
		.select('thread')
		.distinct()
		.where('preview', '=', kept.id)
		.limit(1_000)
		.execute();
	if (shown.length)
		ctx.record({
			name: previewFound,
			about: shown.map(({ thread }) => threadThing(thread)),
			data: { preview: kept.id },
		});
	return { id: kept.id };
});
