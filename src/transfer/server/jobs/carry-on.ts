import { job } from '#platform/job/job.ts';
import type { SiteHandle } from '#platform/context/context.ts';
import { takeRun } from '#transfer/server/commands/take-run.ts';
import { letGo, runImport } from '#transfer/server/import/run-import.ts';
import { workerName } from '#transfer/server/silence.ts';

/** What this process is at, by site. A run outlives the job that began it, so that the queue goes on meanwhile. */
const atWork = new WeakMap<SiteHandle, { stop: AbortController; done: Promise<void> }>();

/** Every minute, and when one was asked for: takes up the run that waits or was left by a process that died. */
export const carryOn = job('transfer.carry-on', { every: '* * * * *', retries: 0 }, async (ctx) => {
	if (atWork.has(ctx.site)) return;
	const stop = new AbortController();
	const run = await takeRun(ctx, { worker: workerName() });
	if (!run) return;
	const done = runImport(ctx, run, { signal: stop.signal })
		.then(() => undefined)
		.catch((error: unknown) => ctx.log.error('import failed', { error, run: run.id }))
		.finally(() => atWork.delete(ctx.site));
	atWork.set(ctx.site, { stop, done });
});

/** Waits for what this process is at. */
export const waitForRun = async (site: SiteHandle): Promise<void> => atWork.get(site)?.done;

/** Lets go of a run because the process ends; another takes it up. */
export async function letGoOfRun(site: SiteHandle): Promise<void> {
	const work = atWork.get(site);
	work?.stop.abort(letGo);
	await work?.done;
}
