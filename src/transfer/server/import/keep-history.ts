import { createHash } from 'node:crypto';
import { importOrders, importProducts } from '#commerce/server/index.ts';
import { importRevisions } from '#content/server/index.ts';
import { importConsents } from '#membership/server/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import { importLinks, importPosts } from '#publishing/server/index.ts';
import { historyKinds, type HistoryKind } from '#transfer/export-history.ts';
import type { Fate } from '#transfer/report.ts';
import { isSame } from '#transfer/server/import/adopt.ts';
import type { Batch } from '#transfer/server/import/keep-batch.ts';
import { settleDocument } from '#transfer/server/import/keep-writing.ts';
import type { KnownItems } from '#transfer/server/import/known-items.ts';
import type { Finding, PreparedHistory } from '#transfer/server/import/prepared.ts';

type Of<K extends HistoryKind> = Extract<PreparedHistory, { kind: K }>;
type Brought = 'fresh' | 'changed' | 'same' | 'held' | 'refused';

/** The past of a house of our own kind, each through the door of the module that keeps it. */
export async function keepHistory(
	ctx: Ctx,
	batch: Batch,
	known: KnownItems,
	tell: (kind: HistoryKind, fate: Fate) => void,
	findings: Finding[],
): Promise<void> {
	const all = batch.items.filter((one): one is PreparedHistory => historyKinds.includes(one.kind));
	for (const [kind, items] of Map.groupBy(all, (one) => one.kind)) {
		const digests = new Map(items.map((one) => [one, digestOf(one)]));
		const rest = items.filter((one) => {
			const before = known.find(kind, one.item.id);
			return !before || !isSame(before, digests.get(one) ?? '');
		});
		for (let same = items.length - rest.length; same > 0; same--) tell(kind, 'same');
		const housed = rest.filter((one) => isHoused(one, known));
		const fates = await bringIn(ctx, kind, housed, batch, known);
		const left = (one: PreparedHistory, code: string, lost = true): void => {
			const { id } = one.item;
			findings.push({ kind, id, title: id, lost, note: { code } });
		};
		for (const one of rest) {
			const fate = fates[housed.indexOf(one)];
			if (!fate || fate === 'refused') {
				left(one, fate ? 'history.refused' : 'history.homeless');
				tell(kind, 'left');
				continue;
			}
			if (fate === 'held') left(one, 'history.held', false);
			known.keep(kind, one.item.id, { id: 0, digest: digests.get(one) ?? '', mark: '' });
			tell(kind, fate);
		}
	}
}

const digestOf = ({ item }: PreparedHistory): string =>
	createHash('sha256').update(JSON.stringify(item.line)).digest('hex');

/** A version needs its article, a proof its person. */
function isHoused(one: PreparedHistory, known: KnownItems): boolean {
	if (one.kind === 'revision') return known.find('article', one.item.line.article) !== undefined;
	if (one.kind === 'consent') return known.find('person', one.item.line.member ?? '') !== undefined;
	return true;
}

async function bringIn(
	ctx: Ctx,
	kind: HistoryKind,
	items: readonly PreparedHistory[],
	batch: Batch,
	known: KnownItems,
): Promise<Brought[]> {
	if (!items.length) return [];
	const person = (handle: string | null): number | null =>
		handle === null ? null : (known.find('person', handle)?.id ?? null);
	const article = (slug: string | null): number | null =>
		slug === null ? null : (known.find('article', slug)?.id ?? null);
	switch (kind) {
		case 'revision':
			return importRevisions(ctx, {
				revisions: (items as Of<'revision'>[]).map(({ item: { line }, document }) => ({
					...line,
					article: article(line.article) as number,
					body: settleDocument(document, batch, false),
					keptBy: person(line.keptBy),
					authors: line.authors.flatMap((handle) => person(handle) ?? []),
					series: line.series === null ? null : (known.find('series', line.series)?.id ?? null),
				})),
			});
		case 'consent':
			return importConsents(ctx, {
				consents: (items as Of<'consent'>[]).map(({ item: { line } }) => ({
					...line,
					member: person(line.member) as number,
					notedBy: person(line.notedBy),
					notice: line.notice && { ...line.notice, shown: line.notice.shown ?? line.said },
				})),
			});
		case 'link':
			return importLinks(ctx, {
				links: (items as Of<'link'>[]).map(({ item: { line } }) => ({
					...line,
					article: article(line.article),
					author: person(line.author),
				})),
			});
		case 'post':
			return importPosts(ctx, { posts: (items as Of<'post'>[]).map((one) => postHere(one, article, person)) });
		case 'product':
			return importProducts(ctx, { products: (items as Of<'product'>[]).map(({ item }) => item.line) });
		case 'order':
			return importOrders(ctx, { orders: (items as Of<'order'>[]).map((one) => orderHere(one, person)) });
	}
}

type Find = (name: string | null) => number | null;

function postHere({ item: { id, line } }: Of<'post'>, article: Find, person: Find) {
	const { network, account, accountId, accountUrl, address, id: externalId, ...post } = line;
	return {
		...post,
		// An older export does not tell the account's own number: its name stands for it.
		account: { network, externalId: accountId ?? `name:${account}`, name: account, url: accountUrl },
		key: line.key ?? id,
		article: article(line.article),
		author: person(line.author),
		externalId,
		url: address,
	};
}

function orderHere({ item: { line } }: Of<'order'>, person: Find) {
	const { source, sourceName, received = line.placed, ...order } = line;
	return {
		...order,
		source: { handle: source, name: sourceName ?? source },
		member: person(line.member),
		received,
		entries: line.entries.map((entry) => ({ ...entry, received: entry.received ?? entry.occurred })),
	};
}
