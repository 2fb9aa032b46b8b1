import { z } from 'zod';
import { readFunnel } from '#insight/server/index.ts';
import { listFacts } from '#platform/event/list-facts.ts';
import { listOf, page, time } from '#web/api/common-shapes.ts';
import { readCursor, writeCursor } from '#web/api/cursor.ts';
import { endpoint } from '#web/api/endpoint.ts';

const day = z.iso.date();

export const insightEndpoints = [
	endpoint({
		method: 'GET',
		path: '/insight/funnel',
		scope: 'insight.read',
		summary: 'From reach to revenue, for days of the site',
		query: z.object({ from: day, to: day }),
		answer: z.record(z.string(), z.unknown()),
		run: (ctx, { query }) => readFunnel(ctx, query),
	}),
	endpoint({
		method: 'GET',
		path: '/events',
		scope: 'event.list',
		summary: 'What happened, newest first; for owners',
		query: page,
		answer: listOf(
			z.object({
				id: z.number(),
				name: z.string(),
				about: z.string(),
				actor: z.number().nullable(),
				data: z.record(z.string(), z.unknown()),
				occurred: time,
			}),
		),
		async run(ctx, { query: { cursor, limit } }) {
			const { items, next } = await listFacts(ctx, { limit, before: readCursor(ctx, cursor, 'number') });
			return {
				items: items.map((fact) => ({ ...fact, occurred: fact.occurred.toISOString() })),
				next: writeCursor(ctx, next),
			};
		},
	}),
];
