import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { plainText } from '#platform/document/plain-text.ts';
import { firstWords } from '#transfer/first-words.ts';
import { mayTransfer } from '#transfer/policy.ts';
import { countOne, type Counts, type Fate } from '#transfer/report.ts';
import { keepAddresses } from '#transfer/server/import/keep-addresses.ts';
import { keepComments } from '#transfer/server/import/keep-comments.ts';
import { keepWritings } from '#transfer/server/import/keep-writings.ts';
import { keepHistory } from '#transfer/server/import/keep-history.ts';
import { keepFrame } from '#transfer/server/import/keep-frame.ts';
import { keepShelves, keepThreads } from '#transfer/server/import/keep-furniture.ts';
import { keepPeople } from '#transfer/server/import/keep-people.ts';
import { recognise } from '#transfer/server/import/recognise.ts';
import { adopt } from '#transfer/server/import/adopt.ts';
import { findKnown, writeKnown } from '#transfer/server/import/known-items.ts';
import { namesIn } from '#transfer/server/import/names-in.ts';
import { stillOurs, writeFindings } from '#transfer/server/import/note-batch.ts';
import type { BroughtFiles, BroughtPictures } from '#transfer/server/import/bring-library.ts';
import { findBroughtProducts } from '#transfer/server/import/bring-products.ts';
import { keepKeepsakes } from '#transfer/server/import/keep-keepsakes.ts';
import { keepLibrary } from '#transfer/server/import/keep-library.ts';
import type { Finding, Prepared } from '#transfer/server/import/prepared.ts';
import type { Kind } from '#transfer/item.ts';

/** A few items that are kept together. */
export interface Batch {
	source: string;
	origin: string;
	items: Prepared[];
	findings: Finding[];
	pictures: BroughtPictures;
	files: BroughtFiles;
	/** Files of members' own pictures, small and large, by the item's id. */
	portraits: ReadonlyMap<string, readonly string[]>;
	/** Products that stand in the texts: SKU to number. Found when the batch is kept. */
	products?: ReadonlyMap<string, number>;
	/** People get back the roles that they had. */
	roles: boolean;
	/** Whose an article is that names nobody: the owner. */
	owner: number;
	/** Of a dry run: what its earlier batches counted. */
	counted?: Set<string> | undefined;
	/** Which process works on the run. */
	worker: string;
	position: number;
	total: number | null;
}

const KeepBatch = z.object({ run: z.number().int().positive(), batch: z.custom<Batch>() });

/**
 * Keeps a batch in one transaction, together with what is known of it: after a crash at any moment, what was kept is
 * known to be kept. Returns its counts.
 */
export const keepBatch = command(KeepBatch, async (ctx, { run, batch: whole }): Promise<Counts> => {
	authorize(ctx.actor, 'transfer.keep', mayTransfer, null);
	await stillOurs(ctx, run, whole.worker);
	const { items, repeated } = once(whole.items);
	const batch: Batch = { ...whole, items, products: await findBroughtProducts(ctx, items) };
	const known = await findKnown(ctx, batch.origin, namesIn(batch.items));
	const counts: Counts = {};
	const findings = [...batch.findings];
	const tell = (kind: Kind | 'other', fate: Fate): void => countOne(counts, kind, fate);
	for (const finding of batch.findings) if (finding.lost) tell(finding.kind, 'left');
	for (const { kind } of repeated) tell(kind, 'same');
	await adopt(ctx, batch.items, known);
	await recognise(ctx, batch.origin, batch.items, known);
	if (!batch.pictures.told)
		keepLibrary(batch, tell, findings, (kind, address, id) => known.keep(kind, address, { id, digest: '', mark: '' }));
	await keepPeople(ctx, batch, known, (fate) => tell('person', fate));
	await keepShelves(ctx, batch, known, tell);
	const addresses = await keepWritings(ctx, batch, known, tell, findings);
	await keepThreads(ctx, batch, known, tell, findings);
	for (const { comment, fate, note } of await keepComments(ctx, batch, known)) {
		tell('comment', fate);
		const { id } = comment.item;
		if (note)
			findings.push({
				kind: 'comment',
				id,
				title: firstWords(plainText(comment.document)) || id,
				lost: fate === 'left',
				note,
			});
	}
	await keepHistory(ctx, batch, known, tell, findings);
	await keepFrame(ctx, batch, known, tell);
	await keepKeepsakes(ctx, batch, known, tell, findings);
	await keepAddresses(ctx, batch, known, addresses, counts, findings);
	await writeKnown(ctx, batch.origin, run, known);
	await writeFindings(ctx, run, findings);
	return counts;
});

/** Parts of an export that overlap say a thing twice; the first time counts. */
function once(items: readonly Prepared[]): { items: Prepared[]; repeated: Prepared[] } {
	const seen = new Set<string>();
	const isNew = (one: Prepared): boolean => {
		if (one.kind === 'redirect') return true;
		const { size } = seen;
		return seen.add(`${one.kind} ${'id' in one ? one.id : one.item.id}`).size > size;
	};
	const { fresh = [], repeated = [] } = Object.groupBy(items, (one) => (isNew(one) ? 'fresh' : 'repeated'));
	return { items: fresh, repeated };
}
