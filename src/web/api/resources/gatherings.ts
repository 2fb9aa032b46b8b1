import { z } from 'zod';
import { seatsLeft, signUpState, type GatheringCard } from '#gathering/gathering.ts';
import { listGatherings, readGathering } from '#gathering/server/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import { listOf, page, time, timeText } from '#web/api/common-shapes.ts';
import { readCursor, writeCursor } from '#web/api/cursor.ts';
import { endpoint } from '#web/api/endpoint.ts';

const card = z.object({
	id: z.number(),
	slug: z.string(),
	url: z.string(),
	title: z.string(),
	excerpt: z.string(),
	locale: z.string(),
	place: z.string(),
	begins: time,
	ends: time,
	access: z.enum(['everybody', 'members']),
	capacity: z.number().nullable(),
	left: z.number().nullable(),
	signUp: z.enum(['soon', 'open', 'waiting', 'closed', 'over', 'cancelled']),
	cancelled: time.nullable(),
});
const whole = card.extend({ html: z.string(), address: z.string(), map: z.string().nullable(), changed: time });

const shape = (ctx: Ctx, one: GatheringCard): z.output<typeof card> => ({
	id: one.id,
	slug: one.slug,
	url: ctx.site.url + one.path,
	title: one.title,
	excerpt: one.excerpt,
	locale: one.locale,
	place: one.place,
	begins: one.begins.toISOString(),
	ends: one.ends.toISOString(),
	access: one.access,
	capacity: one.capacity,
	left: seatsLeft(one),
	signUp: signUpState(one, ctx.now),
	cancelled: timeText(one.cancelled),
});

export const gatheringEndpoints = [
	endpoint({
		method: 'GET',
		path: '/gatherings',
		scope: 'gathering.read',
		summary:
			'Events that people can come to, the next one first; with which=past those that are over, the last one first',
		query: page.extend({ which: z.enum(['coming', 'past']).default('coming') }),
		answer: listOf(card),
		async run(ctx, { query: { cursor, limit, which } }) {
			const { items, next } = await listGatherings(ctx, { which, limit, after: readCursor(ctx, cursor, 'number') });
			return { items: items.map((one) => shape(ctx, one)), next: writeCursor(ctx, next) };
		},
	}),
	endpoint({
		method: 'GET',
		path: '/gatherings/{event}',
		scope: 'gathering.read',
		summary: 'One event with its text',
		answer: whole,
		async run(ctx, { params: { event } }) {
			const one = await readGathering(ctx, { id: event });
			const { html, address, map, changed } = one;
			return { ...shape(ctx, one), html, address, map, changed: changed.toISOString() };
		},
	}),
];
