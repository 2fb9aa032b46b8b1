import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { job } from '#platform/job/job.ts';

/** Says that the time of an announcement began or ended, so that no kept page goes on as before. */
const tellTurn = command(z.object({ version: z.number() }), async (ctx, { version }) => {
	const row = await ctx.db
		.selectFrom('site.announcement')
		.select(['version', 'starts', 'ends'])
		.executeTakeFirstOrThrow();
	// Changed since: its own turns are queued, and the change itself was told.
	if (row.version !== version) return;
	if (![row.starts, row.ends].some((time) => time && time <= ctx.now)) return;
	ctx.record({ name: 'announcement.turned', about: 'site', data: { version } });
});

/** Runs at the moment when an announcement begins or ends. Safe to run twice: it tells, and changes nothing. */
export const turnAnnouncement = job<{ version: number }>('site.turn-announcement', {}, (ctx, { version }) =>
	tellTurn(ctx, { version }),
);
