import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { mayTransfer } from '#transfer/policy.ts';
import { countOne, type Counts } from '#transfer/report.ts';
import type { Batch } from '#transfer/server/import/keep-batch.ts';
import { digestOf } from '#transfer/server/import/keep-writing.ts';
import { settleWriting } from '#transfer/server/import/settle-document.ts';
import { findBroughtProducts } from '#transfer/server/import/bring-products.ts';
import { keepLibrary } from '#transfer/server/import/keep-library.ts';
import { findKnown } from '#transfer/server/import/known-items.ts';
import { namesIn } from '#transfer/server/import/names-in.ts';
import { recognise } from '#transfer/server/import/recognise.ts';
import { writeFindings } from '#transfer/server/import/note-batch.ts';

const DryBatch = z.object({ run: z.number().int().positive(), batch: z.custom<Batch>() });

/** Counts what would become of a batch, and keeps nothing but the report. */
export const noteDryBatch = command(DryBatch, async (ctx, { run, batch }): Promise<Counts> => {
	authorize(ctx.actor, 'transfer.keep', mayTransfer, null);
	const known = await findKnown(ctx, batch.origin, namesIn(batch.items));
	await recognise(ctx, batch.origin, batch.items, known);
	const products = await findBroughtProducts(ctx, batch.items);
	const counts: Counts = {};
	const findings = [...batch.findings];
	for (const finding of batch.findings) if (finding.lost) countOne(counts, finding.kind, 'left');
	const nothing = (): void => undefined;
	keepLibrary(batch, (kind, fate) => countOne(counts, kind, fate), findings, nothing);
	for (const one of batch.items) {
		const id = 'id' in one ? one.id : one.item.id;
		const here = known.find(one.kind, id);
		let same = here !== undefined;
		if (here && (one.kind === 'article' || one.kind === 'page')) {
			const author = (one.item.author === null ? undefined : known.find('person', one.item.author)?.id) ?? batch.owner;
			same = here.digest === digestOf(one, settleWriting(one, { ...batch, products }), author);
		}
		countOne(counts, one.kind, same ? 'same' : here ? 'changed' : 'fresh');
		if (one.kind === 'article' || one.kind === 'page')
			for (let address = 0; address < one.item.addresses.length; address++)
				countOne(counts, 'redirect', here ? 'same' : 'fresh');
	}
	await writeFindings(ctx, run, findings);
	return counts;
});
