import { rm, stat } from 'node:fs/promises';
import type { Ctx, SiteHandle } from '#platform/context/context.ts';
import { job } from '#platform/job/job.ts';
import { Problem } from '#platform/problem.ts';
import { exportLife } from '#transfer/export-card.ts';
import { exportFile } from '#transfer/server/export-file.ts';
import { exportSite } from '#transfer/server/export/export-site.ts';
import { forgetExport } from '#transfer/server/commands/forget-export.ts';
import { endExport, noteExport, takeExport } from '#transfer/server/commands/write-export.ts';
import { workerName } from '#transfer/server/silence.ts';

/** Which export this process writes, by site. It outlives the job that began it, so that the queue goes on meanwhile. */
const atWork = new WeakMap<SiteHandle, { stop: AbortController; done: Promise<void> }>();
const letGo = 'let go';
/** Milliseconds between two notes of how far it is. */
const pause = 3_000;

/** Every minute, and when one was asked for: takes up an export that waits or was left, and throws old files away. */
export const keepExports = job('transfer.keep-exports', { every: '* * * * *', retries: 0 }, async (ctx) => {
	await forgetOld(ctx);
	if (atWork.has(ctx.site)) return;
	const taken = await takeExport(ctx, { worker: workerName() });
	if (!taken) return;
	const stop = new AbortController();
	const done = write(ctx, taken, stop.signal)
		.catch((error: unknown) => ctx.log.error('export failed', { error, export: taken.id }))
		.finally(() => atWork.delete(ctx.site));
	atWork.set(ctx.site, { stop, done });
});

async function write(ctx: Ctx, taken: { id: number; worker: string }, signal: AbortSignal): Promise<void> {
	const begun = performance.now();
	const later = (): Ctx => ({ ...ctx, now: new Date(ctx.now.getTime() + Math.round(performance.now() - begun)) });
	const place = exportFile(ctx, taken.id);
	let told = begun;
	let latest: Record<string, number> = {};
	const tell = (counts: Record<string, number>): void => {
		latest = { ...counts };
		if (performance.now() - told < pause) return;
		told = performance.now();
		noteExport(later(), { ...taken, counts: latest }).catch((error: unknown) =>
			ctx.log.warn('export not noted', { error }),
		);
	};
	try {
		// Whoever was at it before may have died between the last byte and saying so.
		await rm(place, { force: true });
		const { counts, missing } = await exportSite(ctx, { place }, { signal, tell });
		const { size } = await stat(place);
		await endExport(later(), { ...taken, outcome: 'done', trouble: null, counts, missing, bytes: size });
	} catch (error) {
		if (signal.aborted) return noteExport(later(), { ...taken, counts: latest, left: true });
		const known = error instanceof Problem;
		const trouble = known
			? { code: error.code, details: error.details }
			: { code: 'transfer.export-failed', details: {} };
		await endExport(later(), { ...taken, outcome: 'failed', trouble, counts: latest, missing: [], bytes: null });
		if (!known) throw error;
	}
}

async function forgetOld(ctx: Ctx): Promise<void> {
	const old = await ctx.db
		.selectFrom('transfer.export')
		.select('id')
		.where('ended', '<', new Date(ctx.now.getTime() - exportLife))
		.where('forgotten', 'is', null)
		.execute();
	for (const { id } of old) await forgetExport(ctx, { id });
}

/** Waits for what this process writes. */
export const waitForExport = async (site: SiteHandle): Promise<void> => atWork.get(site)?.done;

/** Lets go of an export because the process ends; another begins it anew. */
export async function letGoOfExport(site: SiteHandle): Promise<void> {
	const work = atWork.get(site);
	work?.stop.abort(letGo);
	await work?.done;
}
