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
 * What fails goes on alone, with its own tries; the others are not run again. What was only asked whether it is wanted
 * is queued by itself if it is.
 */
export const react = job<Together>('platform.react', {}, async (ctx, { fact, reactions }) => {
	const alone: Alone[] = [];
	const run = async (name: string): Promise<void> => {
		const one = ctx.site.jobs.byName.get(name);
		// A release that no longer has it has nothing to do.
		if (!one) return;
		try {
			if (!one.plan.wanted) await one.run(ctx, fact);
			else if (await one.plan.wanted(ctx, fact)) alone.push({ job: one, pause: 0 });
		} catch (error) {
			ctx.log.warn('job failed', { job: name, tries: 1, error });
			alone.push({ job: one, pause: one.plan.pause ?? 15 });
		}
	};
	await Promise.all(reactions.map(run));
	if (alone.length) await goOnAlone(ctx, { fact, alone });
});

interface Alone {
	job: Job;
	/** Seconds before it begins. */
	pause: number;
}

const GoOnAlone = z.object({ fact: z.custom<RecordedFact>(), alone: z.custom<Alone[]>() });

const goOnAlone = command(GoOnAlone, async (ctx, { fact, alone }) => {
	for (const { job: one, pause } of alone) {
		const after = new Date(ctx.now.getTime() + pause * 1_000);
		ctx.queue(one, fact, pause ? { after } : {});
	}
});

const isQuick = ({ plan }: Job): boolean => plan.quick === true || plan.wanted !== undefined;

/** The jobs by which a fact is reacted to: the quick ones together, each of the others by itself. */
export function queuedReactions(all: readonly Job[], fact: RecordedFact): { job: Job; data: object }[] {
	const quick = all.filter(isQuick);
	if (quick.length < 2) return all.map((one) => ({ job: one, data: fact }));
	return [
		{ job: react as Job, data: { fact, reactions: quick.map(({ name }) => name) } satisfies Together },
		...all.filter((one) => !isQuick(one)).map((one) => ({ job: one, data: fact })),
	];
}
