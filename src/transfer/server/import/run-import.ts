import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { listMembers } from '#membership/server/index.ts';
import { readBrand } from '#site/server/index.ts';
import { sourceCalled } from '#transfer/known-sources.ts';
import { addCounts, type Counts } from '#transfer/report.ts';
import type { Reading } from '#transfer/source.ts';
import { endRun, releaseRun, type TakenRun } from '#transfer/server/commands/take-run.ts';
import { noteDryBatch } from '#transfer/server/commands/note-dry-batch.ts';
import { bringFiles, bringPictures } from '#transfer/server/import/bring-library.ts';
import { bringPortraits } from '#transfer/server/import/bring-portraits.ts';
import { ahead } from '#transfer/server/import/ahead.ts';
import { findDigests, hasBrought } from '#transfer/server/import/known-items.ts';
import { gather, type Gathered } from '#transfer/server/import/gather.ts';
import { keepBatch, type Batch } from '#transfer/server/import/keep-batch.ts';
import { inLanes } from '#transfer/server/import/lanes.ts';
import { notePosition } from '#transfer/server/import/note-batch.ts';
import { lanes, partBatch } from '#transfer/server/import/part-batch.ts';

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

interface Watching {
	/** Stops after the batch in hand; with the reason `letGo` the run is left to another process. */
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
	let reading: Reading | null = null;
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
		for await (const gathered of ahead(gather(reading, run.options, ask))) {
			const done = await settle(later, run, reading, gathered, owner, counts, counted, watching.signal);
			counts = done.counts;
			watching.tell?.({ counts, ...gathered.progress });
			if (done.stop || watching.signal?.aborted) return await end('stopped');
		}
		return await end('done');
	} catch (error) {
		if (watching.signal?.aborted) return end('stopped');
		if (error instanceof Problem) return end('failed', { code: error.code, details: error.details });
		ctx.log.error('import failed', { error, run: run.id });
		await end('failed', { code: 'bug', details: {} });
		throw error;
	} finally {
		await reading?.close();
	}
}

async function settle(
	later: () => Ctx,
	run: TakenRun,
	reading: Reading,
	gathered: Gathered,
	owner: number,
	counts: Counts,
	counted: Set<string> | undefined,
	signal?: AbortSignal,
): Promise<{ counts: Counts; stop: boolean }> {
	const { origin } = reading;
	const bringing = { origin, reading, signal, counted };
	const pictures = await bringPictures(later(), bringing, gathered.pictures);
	const files = await bringFiles(later(), bringing, gathered.files);
	const portraits = run.dry
		? new Map<string, string[]>()
		: await bringPortraits(later(), { origin, reading, signal }, gathered.items);
	const about = { source: run.source, worker: run.worker, origin, owner, roles: run.options.roles === true };
	const { items, findings, passed, progress } = gathered;
	const batch: Batch = { ...about, items, findings, pictures, files, portraits, ...progress };
	let sum = addCounts(counts, passed);
	if (run.dry) sum = addCounts(sum, await noteDryBatch(later(), { run: run.id, batch }));
	else {
		const { first, parts } = partBatch(batch);
		sum = addCounts(sum, await keepAll(later, run, first));
		const kept = await inLanes(parts, lanes, (part) => keepAll(later, run, part));
		sum = kept.reduce(addCounts, sum);
	}
	const { position, total, worker } = batch;
	const stop = await notePosition(later(), { run: run.id, batch: { position, total, worker, origin }, counts: sum });
	return { counts: sum, stop };
}

/** Keeps a part of a batch; when something in it cannot be kept, each by itself, so that the others are, and that one is told. */
async function keepAll(later: () => Ctx, run: TakenRun, batch: Batch): Promise<Counts> {
	try {
		return await keepBatch(later(), { run: run.id, batch });
	} catch (error) {
		if (!batch.items.length) throw error;
	}
	let sum = await keepBatch(later(), { run: run.id, batch: { ...batch, items: [] } });
	const alone = { ...batch, findings: [], pictures: { ...batch.pictures, fresh: new Set<string>(), told: true } };
	for (const one of batch.items) {
		try {
			sum = addCounts(sum, await keepBatch(later(), { run: run.id, batch: { ...alone, items: [one] } }));
		} catch (error) {
			const code = error instanceof Problem ? error.code : 'bug';
			if (code === 'bug') later().log.error('item not kept', { error, run: run.id, kind: one.kind });
			const [id, title] = 'id' in one ? [one.id, one.id] : [one.item.id, 'title' in one ? one.title : ''];
			const finding = {
				kind: one.kind,
				id,
				title: title || id,
				lost: true,
				note: { code: 'refused', details: { code } },
			};
			const told = { ...alone, items: [], findings: [finding] };
			sum = addCounts(sum, await keepBatch(later(), { run: run.id, batch: told }));
		}
	}
	return sum;
}

/** Whose an article is that names nobody. Throws Problem `transfer.no-owner`. */
async function findOwner(ctx: Ctx): Promise<number> {
	const { items } = await listMembers(ctx, { role: 'owner', limit: 100 });
	const owner = items.at(-1);
	if (!owner) throw new Problem('transfer.no-owner', 409);
	return owner.id;
}
