import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { listMembers } from '#membership/server/index.ts';
import { readBrand } from '#site/server/index.ts';
import type { Kind } from '#transfer/item.ts';
import { sourceCalled } from '#transfer/known-sources.ts';
import { addCounts, type Counts } from '#transfer/report.ts';
import type { Reading } from '#transfer/source.ts';
import { endRun, releaseRun, type TakenRun } from '#transfer/server/commands/take-run.ts';
import { bringFiles, bringPictures } from '#transfer/server/import/bring-library.ts';
import { bringPortraits } from '#transfer/server/import/bring-portraits.ts';
import { ahead } from '#transfer/server/import/ahead.ts';
import { findDigests, hasBrought } from '#transfer/server/import/known-items.ts';
import { gather, type Gathered } from '#transfer/server/import/gather.ts';
import type { Batch } from '#transfer/server/import/keep-batch.ts';
import { keepWhole } from '#transfer/server/import/keep-whole.ts';
import { openLanes } from '#transfer/server/import/lanes.ts';
import { openLine } from '#transfer/server/import/line.ts';
import { notePosition } from '#transfer/server/import/note-batch.ts';
import { flowOf } from '#transfer/server/import/part-batch.ts';

/** How a run ended. */
export interface Ended {
	outcome: 'done' | 'stopped' | 'failed' | 'left';
	counts: Counts;
	trouble: { code: string; details: Record<string, unknown> } | null;
}

/** How far a run is, for whoever watches. */
export interface Progress {
	counts: Counts;
	position: number;
	total: number | null;
}

/** Why a run is stopped from outside: the process ends, and another shall go on with it. */
export const letGo = 'let go';

/** Batches under way at a time where they may flow: one more than the database has in hand. */
const most = 2;

interface Watching {
	/** Stops after the batches in hand; with the reason `letGo` the run is left to another process. */
	signal?: AbortSignal;
	/** To sign in at the old place; it is written down nowhere. */
	password?: string | undefined;
	tell?: (progress: Progress) => void;
}

/**
 * Works a taken run off, batch by batch, and writes down how it ended. `ctx` is the system's; its clock goes on while the
 * run does. What was kept stays, whatever happens: asked for again, a run goes on where this one ended.
 */
export async function runImport(ctx: Ctx, run: TakenRun, watching: Watching = {}): Promise<Ended> {
	const begun = performance.now();
	const later = (): Ctx => ({ ...ctx, now: new Date(ctx.now.getTime() + Math.round(performance.now() - begun)) });
	let counts: Counts = {};
	let stop = false;
	let reading: Reading | null = null;
	const line = openLine<{ batch: Batch; sum: Counts }>();
	const inLane = openLanes();
	/** Waits until at most so many batches are under way, and notes what was kept. */
	const finish = async (open: number): Promise<void> => {
		for await (const { batch, sum } of line.oldest(open)) {
			counts = addCounts(counts, sum);
			const { position, total, worker, origin } = batch;
			stop = await notePosition(later(), { run: run.id, batch: { position, total, worker, origin }, counts });
			watching.tell?.({ counts, position, total });
		}
	};
	const end = async (outcome: Ended['outcome'], trouble: Ended['trouble'] = null): Promise<Ended> => {
		const left = outcome === 'stopped' && watching.signal?.reason === letGo;
		if (left) await releaseRun(later(), { id: run.id });
		else await endRun(later(), { id: run.id, outcome: outcome as 'done', trouble });
		if (left) return { outcome: 'left', counts, trouble };
		return { outcome, counts, trouble };
	};
	try {
		const owner = await findOwner(ctx);
		reading = await sourceCalled(run.source).open(run.place, run.options, {
			settings: ctx.settings,
			signal: watching.signal,
			password: watching.password,
			timeZone: (await readBrand(ctx, {})).timeZone,
		});
		const counted = run.dry ? new Set<string>() : undefined;
		const { origin } = reading;
		// What this run itself brings is not asked for: nothing comes twice in one going-through but by mistake.
		const again = await hasBrought(ctx, origin, 'comment');
		const ask = async (names: readonly string[]): Promise<ReadonlyMap<string, string>> =>
			again ? findDigests(ctx, origin, 'comment', names) : new Map();
		let flowing: Kind | null = null;
		for await (const gathered of ahead(gather(reading, run.options, ask))) {
			const batch = await readyBatch(later, run, reading, gathered, owner, counted, watching.signal);
			const flow = flowOf(batch);
			// The first of a stream names what came before it: that has to be there.
			await finish(flow && flow === flowing ? most - 1 : 0);
			flowing = flow;
			if (stop || watching.signal?.aborted) break;
			line.begin(async () => ({ batch, sum: await keepWhole(later, run, batch, gathered.passed, inLane) }));
		}
		await finish(0);
		return await end(stop || watching.signal?.aborted ? 'stopped' : 'done');
	} catch (error) {
		// What came before the place where the source breaks is kept, and counted.
		await finish(0).catch(() => line.settle());
		if (watching.signal?.aborted) return end('stopped');
		if (error instanceof Problem) return end('failed', { code: error.code, details: error.details });
		ctx.log.error('import failed', { error, run: run.id });
		await end('failed', { code: 'bug', details: {} });
		throw error;
	} finally {
		await reading?.close();
	}
}

/** A batch with its pictures, files and portraits, which are brought before anything is written. */
async function readyBatch(
	later: () => Ctx,
	run: TakenRun,
	reading: Reading,
	gathered: Gathered,
	owner: number,
	counted: Set<string> | undefined,
	signal?: AbortSignal,
): Promise<Batch> {
	const { origin } = reading;
	const { items, findings, progress } = gathered;
	const bringing = { origin, reading, signal, counted };
	const pictures = await bringPictures(later(), bringing, gathered.pictures);
	const files = await bringFiles(later(), bringing, gathered.files);
	const portraits = run.dry
		? new Map<string, string[]>()
		: await bringPortraits(later(), { origin, reading, signal }, items);
	const about = { source: run.source, worker: run.worker, origin, owner, roles: run.options.roles === true };
	return { ...about, items, findings, pictures, files, portraits, counted, ...progress };
}

/** Whose an article is that names nobody. Throws Problem `transfer.no-owner`. */
async function findOwner(ctx: Ctx): Promise<number> {
	const { items } = await listMembers(ctx, { role: 'owner', limit: 100 });
	const owner = items.at(-1);
	if (!owner) throw new Problem('transfer.no-owner', 409);
	return owner.id;
}
