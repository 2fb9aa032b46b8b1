import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { importMember } from '#membership/server/index.ts';
import { mayTransfer } from '#transfer/policy.ts';
import { countOne, type Counts, type Fate } from '#transfer/report.ts';
import { keepAddresses, type Leading } from '#transfer/server/import/keep-addresses.ts';
import { keepComments } from '#transfer/server/import/keep-comments.ts';
import { digestOf, keepArticles, settlePictures, type ReadyWriting } from '#transfer/server/import/keep-writing.ts';
import { keepPage } from '#transfer/server/import/keep-page.ts';
import { findKnown, writeKnown, type KnownItems } from '#transfer/server/import/known-items.ts';
import { namesIn } from '#transfer/server/import/names-in.ts';
import { stillOurs, writeFindings } from '#transfer/server/import/note-batch.ts';
import type { BroughtPictures } from '#transfer/server/import/bring-pictures.ts';
import type { Finding, Prepared, PreparedWriting } from '#transfer/server/import/prepared.ts';
import type { Kind, Note } from '#transfer/item.ts';

/** A few items that are kept together. */
export interface Batch {
	source: string;
	origin: string;
	items: Prepared[];
	findings: Finding[];
	pictures: BroughtPictures;
	/** Whose an article is that names nobody: the owner. */
	owner: number;
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
	const batch = { ...whole, items };
	const known = await findKnown(ctx, batch.origin, namesIn(batch.items));
	const counts: Counts = {};
	const findings = [...batch.findings];
	const tell = (kind: Kind | 'other', fate: Fate): void => countOne(counts, kind, fate);
	for (const finding of batch.findings) if (finding.lost) tell(finding.kind, 'left');
	for (const { kind } of repeated) tell(kind, 'same');
	if (!batch.pictures.told) keepPictures(batch, known, tell, findings);
	const addresses: Leading[] = [];
	for (const one of batch.items) if (one.kind === 'person') tell('person', await keepPerson(ctx, one, known));
	addresses.push(...(await keepWritings(ctx, batch, known, tell, findings)));
	const comments = batch.items.filter((one) => one.kind === 'comment');
	for (const { comment, fate, note } of await keepComments(ctx, batch.source, batch.origin, known, comments)) {
		tell('comment', fate);
		const { id } = comment.item;
		if (note) findings.push({ kind: 'comment', id, title: comment.name || id, lost: fate === 'left', note });
	}
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
		return seen.add(`${one.kind} ${one.kind === 'picture' ? one.id : one.item.id}`).size > size;
	};
	const { fresh = [], repeated = [] } = Object.groupBy(items, (one) => (isNew(one) ? 'fresh' : 'repeated'));
	return { items: fresh, repeated };
}

function keepPictures(
	batch: Batch,
	known: KnownItems,
	tell: (kind: Kind, fate: Fate) => void,
	findings: Finding[],
): void {
	for (const [address, picture] of batch.pictures.here) {
		const fresh = batch.pictures.fresh.has(address);
		if (fresh) known.keep('picture', address, { id: picture.id, digest: '', mark: '' });
		tell('picture', fresh ? 'fresh' : 'same');
	}
	for (const [address, note] of batch.pictures.missing) {
		findings.push({ kind: 'picture', id: address, title: address.split('/').at(-1) || address, lost: true, note });
		tell('picture', 'left');
	}
}

async function keepPerson(ctx: Ctx, person: Extract<Prepared, { kind: 'person' }>, known: KnownItems): Promise<Fate> {
	const { item, name, email } = person;
	if (known.find('person', item.id)) return 'same';
	const { id, fresh } = await importMember(ctx, {
		name,
		email,
		bio: [...item.bio].slice(0, 500).join(''),
		...(item.joined ? { joined: item.joined } : {}),
	});
	known.keep('person', item.id, { id, digest: '', mark: '' }, item.consent);
	return fresh ? 'fresh' : 'same';
}

/** Keeps articles and pages. Returns their old addresses and where these lead now. */
async function keepWritings(
	ctx: Ctx,
	batch: Batch,
	known: KnownItems,
	tell: (kind: Kind, fate: Fate) => void,
	findings: Finding[],
): Promise<Leading[]> {
	const ready = batch.items
		.filter((one): one is PreparedWriting => one.kind === 'article' || one.kind === 'page')
		.map((writing): ReadyWriting => {
			const { item, kind } = writing;
			const document = settlePictures(writing, batch.pictures);
			const author = (item.author === null ? undefined : known.find('person', item.author)?.id) ?? batch.owner;
			return {
				writing,
				document,
				digest: digestOf(writing, document, author),
				author,
				known: known.find(kind, item.id),
			};
		});
	const articles = ready.filter(({ writing }) => writing.kind === 'article');
	const kept = new Map((await keepArticles(ctx, articles)).map((one, place) => [articles[place], one]));
	const addresses: Leading[] = [];
	for (const one of ready) {
		const { writing } = one;
		const { kind, item, title } = writing;
		const { fate, item: here, path } = kept.get(one) ?? (await keepPage(ctx, one));
		tell(kind, fate);
		const told = (note: Note): void => void findings.push({ kind, id: item.id, title, lost: false, note });
		for (const address of writing.pictures) {
			const note = batch.pictures.missing.get(address);
			if (note) told(note);
		}
		if (fate === 'held') told({ code: path ? 'held' : 'gone' });
		known.keep(kind, item.id, here);
		if (path) addresses.push(...item.addresses.map((from) => ({ from, to: path })));
	}
	return addresses;
}
