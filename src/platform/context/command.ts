import type { z } from 'zod';
import type { Ctx, Fact } from '#platform/context/context.ts';
import { checkInput } from '#platform/context/check-input.ts';
import { commitWork, type Work } from '#platform/context/commit-work.ts';
import { storageFull } from '#platform/bad-day.ts';

/** The unfinished work of a running command; a command called inside another joins it and its transaction. */
const running = new WeakMap<Ctx, Work>();

/**
 * Makes a command: one thing that can happen, in one transaction. The input is validated by `schema`; the body reads
 * load → authorize → change → record → return. Whatever it records is committed with its changes, or not at all.
 */
export function command<S extends z.ZodType, R>(
	schema: S,
	body: (ctx: Ctx, input: z.output<S>) => Promise<R>,
): (ctx: Ctx, input: z.input<S>) => Promise<R> {
	return async (ctx, input) => {
		const checked = checkInput(schema, input);
		if (running.has(ctx)) return body(ctx, checked);
		const work: Work = { facts: [], jobs: [], after: [] };
		const whole = ctx.db.transaction().execute(async (transaction) => {
			const inside: Ctx = {
				...ctx,
				db: transaction,
				record: (fact: Fact) => void work.facts.push(fact),
				queue: (job, data, options) => void work.jobs.push({ job: job as never, data, options: options ?? {} }),
				afterCommit: (then) => void work.after.push(then),
			};
			running.set(inside, work);
			const outcome = await body(inside, checked);
			await commitWork(inside, work);
			return outcome;
		});
		const result = await whole.catch((error: unknown) => {
			throw storageFull(error);
		});
		for (const then of work.after) {
			try {
				await then();
			} catch (error) {
				ctx.log.warn('after-commit failed', { error });
			}
		}
		return result;
	};
}

/** Makes a query: one question. The input is validated; it changes nothing. */
export function query<S extends z.ZodType, R>(
	schema: S,
	body: (ctx: Ctx, input: z.output<S>) => Promise<R>,
): (ctx: Ctx, input: z.input<S>) => Promise<R> {
	return async (ctx, input) => body(ctx, checkInput(schema, input));
}
