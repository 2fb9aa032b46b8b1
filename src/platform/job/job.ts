import type { Ctx, RecordedFact } from '#platform/context/context.ts';

export interface JobOptions {
	/** Not before this time. */
	after?: Date;
}

export interface JobPlan {
	/** Facts that queue this job; its data is then the RecordedFact. */
	on?: readonly string[];
	/** Cron expression, five fields, UTC; its data is then `{}`. */
	every?: string;
	/** Tries after the first failure, with growing pauses. Default 8: about a day. */
	retries?: number;
	/** First pause in seconds; it doubles at each failure. Default 15. */
	pause?: number;
	/** It takes long (pictures, thousands of rows) or asks strangers, who may not answer: it waits in a queue of its own. */
	patient?: boolean;
	/** Somebody watches for what it brings: it is taken before what else waits in its queue. */
	ahead?: boolean;
	/**
	 * Somebody said a moment for it, and most of it is waiting for an answer: many run at a time, in a queue of their own, so
	 * that a slow answer to one is no delay of another.
	 */
	punctual?: boolean;
	/**
	 * Of a reaction: a few statements in the house's own database, nothing that waits for others. It shares one entry of
	 * the queue with the fact's other quick reactions.
	 */
	quick?: boolean;
	/**
	 * Of a reaction that mostly has nothing to do: a quick look whether it has, taken with the fact's quick reactions. Only
	 * then does it get an entry of its own in its queue. `run` looks again.
	 */
	wanted?: (ctx: Ctx, fact: RecordedFact) => Promise<boolean>;
}

/**
 * Work that must happen after a commit. It runs at least once: `run` has to be safe to run twice, and checks again that
 * what it was asked to do may still be done. It gets a context whose actor is the system.
 */
export interface Job<D extends object = object> {
	/** `module.verb-noun`. */
	name: string;
	plan: JobPlan;
	run(ctx: Ctx, data: D): Promise<void>;
}

export const job = <D extends object>(
	name: string,
	plan: JobPlan,
	run: (ctx: Ctx, data: D) => Promise<void>,
): Job<D> => ({
	name,
	plan,
	run,
});

/** A job that reacts to facts. */
export const reaction = (
	name: string,
	on: readonly string[],
	run: (ctx: Ctx, fact: RecordedFact) => Promise<void>,
	plan: Omit<JobPlan, 'on'> = {},
): Job<RecordedFact> => ({ name, plan: { ...plan, on }, run });
