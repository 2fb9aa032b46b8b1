import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { mayTransfer } from '#transfer/policy.ts';
import { countOne, type Counts } from '#transfer/report.ts';
import type { Batch } from '#transfer/server/import/keep-batch.ts';
import { digestOf } from '#transfer/server/import/keep-writing.ts';
import { settleWriting } from '#transfer/server/import/settle-document.ts';
import { findBroughtProducts } from '#transfer/server/import/bring-products.ts';
import type { Ctx } from '#platform/context/context.ts';
import type { Note, OldAddress } from '#transfer/item.ts';
import { titleOf } from '#transfer/server/import/prepare-item.ts';
import { findArticleAt } from '#transfer/server/import/find-article-at.ts';
import type { Prepared } from '#transfer/server/import/prepared.ts';
import { keepAddresses } from '#transfer/server/import/keep-addresses.ts';
import { keepLibrary } from '#transfer/server/import/keep-library.ts';
import { findKnown } from '#transfer/server/import/known-items.ts';
import { namesIn } from '#transfer/server/import/names-in.ts';
import { recognise } from '#transfer/server/import/recognise.ts';
import { writeFindings } from '#transfer/server/import/note-batch.ts';

/** What would not come because the page that it hangs under is not here; what hangs under that does not come either. */
async function homeless(ctx: Ctx, one: Prepared, counted = new Set<string>()): Promise<Note | null> {
	if (one.kind === 'thread' && one.item.address && (await findArticleAt(ctx, one.item.address)) === null) {
		counted.add(`homeless ${one.item.id}`);
		return { code: 'thread.no-page', details: { address: one.item.address } };
	}
	if (one.kind === 'comment' && one.item.place === 'thread' && counted.has(`homeless ${one.item.under}`))
		return { code: 'comment.no-article' };
	return null;
}

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
	// Where it leads is here already: then it can be told what would become of it.
	const leads = ({ to }: OldAddress): boolean =>
		'person' in to
			? known.find('person', to.person) !== undefined
			: !('picture' in to) || known.find('picture', to.picture) !== undefined;
	const addresses = batch.items.filter((one) => one.kind === 'redirect' && leads(one.item));
	await keepAddresses(ctx, { ...batch, items: addresses }, known, [], counts, findings, true);
	for (const one of batch.items) {
		if (addresses.includes(one)) continue;
		const id = 'id' in one ? one.id : one.item.id;
		const here = known.find(one.kind, id);
		const note = here ? null : await homeless(ctx, one, batch.counted);
		if (note) {
			findings.push({ kind: one.kind, id, title: titleOf(one) || id, lost: true, note });
			countOne(counts, one.kind, 'left');
			continue;
		}
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
