import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { addCounts, type Counts } from '#transfer/report.ts';
import { noteDryBatch } from '#transfer/server/commands/note-dry-batch.ts';
import type { TakenRun } from '#transfer/server/commands/take-run.ts';
import { keepBatch, type Batch } from '#transfer/server/import/keep-batch.ts';
import { settle, type Lanes } from '#transfer/server/import/lanes.ts';
import { partBatch } from '#transfer/server/import/part-batch.ts';

/** Keeps a batch, its parts beside each other; of a dry run only what would come is noted. Returns its counts, with what was passed by. */
export async function keepWhole(
	later: () => Ctx,
	run: TakenRun,
	batch: Batch,
	passed: Counts,
	inLane: Lanes,
): Promise<Counts> {
	if (run.dry) return addCounts(passed, await noteDryBatch(later(), { run: run.id, batch }));
	const { first, parts } = partBatch(batch);
	// All of it enters its lanes at once: nothing of the next batch comes before anything of this one.
	const begun = inLane(0, async () => (first ? keepAll(later, run, first) : {}));
	const kept = parts.map(({ lane, batch: part }) =>
		inLane(lane, async () => {
			await begun;
			return keepAll(later, run, part);
		}),
	);
	return (await settle([begun, ...kept])).reduce(addCounts, passed);
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
