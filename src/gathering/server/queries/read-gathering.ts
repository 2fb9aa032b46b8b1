import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { toMarkdown } from '#platform/document/to-markdown.ts';
import type { Document } from '#platform/document/schema.ts';
import { notFound } from '#platform/problem.ts';
import { herePath, type ShownGathering } from '#gathering/gathering.ts';
import { mayKeepDoor, mayKeepEvents } from '#gathering/policy.ts';
import { cardColumns, gatheringCards } from '#gathering/server/gathering-card.ts';

/** A published event, by its address or its number. Throws Problem `event.not-found`. */
export const readGathering = query(
	z.union([z.object({ slug: z.string().max(200) }), z.object({ id: z.coerce.number().int().positive() })]),
	async (ctx, by): Promise<ShownGathering> => {
		ctx.about('events');
		const row = await ctx.db
			.selectFrom('gathering.gathering as g')
			.select(cardColumns)
			.select(['body_html', 'address', 'map_url', 'published', 'changed'])
			.where((eb) => ('slug' in by ? eb('slug', '=', by.slug) : eb('id', '=', by.id)))
			.where('published', 'is not', null)
			.executeTakeFirst();
		if (!row?.published) throw notFound('event');
		const { body_html: html, map_url: map, address, published, changed, ...card } = row;
		const [shown] = await gatheringCards(ctx, [card]);
		if (!shown) throw notFound('event');
		return { ...shown, html, map, address, published, changed };
	},
);

const One = z.object({ id: z.coerce.number().int().positive() });

/** An event as it is written: draft or not. */
export const readGatheringDraft = query(One, async (ctx, { id }) => {
	authorize(ctx.actor, 'event.keep', mayKeepEvents, null);
	const row = await find(ctx, id);
	const [card] = await gatheringCards(ctx, [row]);
	if (!card) throw notFound('event');
	const { body, address, map_url: map, published, version, self_key: key } = row;
	/** What the code at the door opens; null: nobody lets themselves in. */
	const here = key && herePath(row.slug, key);
	return { ...card, body, markdown: toMarkdown(body as unknown as Document), address, map, published, version, here };
});

/** An event for whoever keeps its door. Throws Problem `event.not-found`. */
export const readDoor = query(One, async (ctx, { id }) => {
	authorize(ctx.actor, 'event.check-in', mayKeepDoor, null);
	const { published, title, begins, ends, capacity, taken, cancelled, slug } = await find(ctx, id);
	if (!published) throw notFound('event');
	return { id, title, begins, ends, capacity, taken, cancelled, slug };
});

async function find(ctx: Ctx, id: number) {
	const row = await ctx.db
		.selectFrom('gathering.gathering as g')
		.select(cardColumns)
		.select(['body', 'address', 'map_url', 'published', 'version', 'self_key'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (!row) throw notFound('event');
	return row;
}
