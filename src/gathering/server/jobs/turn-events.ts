import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { job } from '#platform/job/job.ts';
import { eventTurned } from '#gathering/events.ts';
import { eventThing } from '#gathering/gathering.ts';

/** States of every event whose signing up began or ended, or which began or ended itself, that its page is another. */
const turnEvents = command(z.object({}), async (ctx) => {
	const turned = await ctx.db
		.updateTable('gathering.gathering')
		.set({ turned: ctx.now })
		.where('published', 'is not', null)
		.where('turned', '<', ctx.now)
		.where(({ eb, or, and, ref }) =>
			or(
				(['opens', 'closes', 'begins', 'ends'] as const).map((time) =>
					and([eb(time, '<=', ctx.now), eb(time, '>', ref('turned'))]),
				),
			),
		)
		.returning('id')
		.execute();
	for (const { id } of turned)
		ctx.record({ name: eventTurned, about: [eventThing(id), 'events'], data: { event: id } });
});

/** Every minute. Signing up is refused by the clock itself; this is for the pages. */
export const turnPages = job('gathering.turn-pages', { every: '* * * * *', retries: 0 }, (ctx) => turnEvents(ctx, {}));
