import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { RecordedFact } from '#platform/context/context.ts';
import { job, type Job } from '#platform/job/job.ts';

interface Together {
	fact: RecordedFact;
	/** Names of reactions. */
	reactions: string[];
}

/**
 * The quick reactions to one fact, as one entry of the queue: however many rooms listen, whoever states the fact waits
 * for one row. They run side by side: each writes the tables of its own room alone, and none waits for the other's round trips.
 * What fails goes on alone, with its own tries; the others are not run again.
 */
export const react = job<Together>('platform.react', {}, async (ctx, { fact, reactions }) => {
	const failed: Job[] = [];
	const run = async (name: string): Promise<void> => {
		// A release that no longer has it has nothing to do.
		const one = ctx.site.jobs.byName.get(name);
		try {
			await one?.run(ctx, fact);
		} catch (error) {
			ctx.log.warn('job failed', { job: name, tries: 1, error });
			failed.push(one as Job);
		}
	};
	await Promise.all(reactions.map(run));
	if (failed.length) await goOnAlone(ctx, { fact, failed });
});

const Failed = z.object({ fact: z.custom<RecordedFact>(), failed: z.custom<Job[]>() });

const goOnAlone = command(Failed, async (ctx, { fact, failed }) => {
	for (const one of failed) {
		const after = new Date(ctx.now.getTime() + (one.plan.pause ?? 15) * 1_000);
		ctx.queue(one, fact, { after });
	}
});

/** The jobs by which a fact is reacted to: the quick ones together, each of the others by itself. */
export function queuedReactions(all: readonly Job[], fact: RecordedFact): { job: Job; data: object }[] {
	const quick = all.filter(({ plan }) => plan.quick);
	if (quick.length < 2) return all.map((one) => ({ job: one, data: fact }));
	return [
		{ job: react as Job, data: { fact, reactions: quick.map(({ name }) => name) } satisfies Together },
		...all.filter(({ plan }) => !plan.quick).map((one) => ({ job: one, data: fact })),
	];
}
