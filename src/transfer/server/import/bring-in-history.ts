import { importOrders, importProducts } from '#commerce/server/index.ts';
import { importRevisions } from '#content/server/index.ts';
import { importPortraits } from '#media/server/index.ts';
import { importAnswers, importConsents, importFields } from '#membership/server/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import { importLinks, importPosts } from '#publishing/server/index.ts';
import type { HistoryKind } from '#transfer/export-history.ts';
import type { TalkLines } from '#transfer/export-talk.ts';
import { bringTalk } from '#transfer/server/import/bring-talk.ts';
import type { Batch } from '#transfer/server/import/keep-batch.ts';
import { settleDocument } from '#transfer/server/import/settle-document.ts';
import type { KnownItems } from '#transfer/server/import/known-items.ts';
import type { PreparedHistory } from '#transfer/server/import/prepared.ts';

type Of<K extends HistoryKind> = Extract<PreparedHistory, { kind: K }>;
export type Brought = 'fresh' | 'changed' | 'same' | 'held' | 'refused';

/** What became of each. */
export async function bringIn(
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
	const picture = (address: string | null): number | null =>
		address === null ? null : (batch.pictures.here.get(address)?.id ?? null);
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
		case 'field':
			return importFields(ctx, { fields: (items as Of<'field'>[]).map(({ item: { line } }) => line) });
		case 'field-answer':
			return importAnswers(ctx, {
				people: (items as Of<'field-answer'>[]).map(({ item: { line } }) => ({
					...line,
					member: person(line.member) as number,
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
		case 'portrait':
			return bringInPortraits(ctx, items as Of<'portrait'>[], batch, person);
		case 'link':
			return importLinks(ctx, {
				links: (items as Of<'link'>[]).map(({ item: { line } }) => ({
					...line,
					article: article(line.article),
					author: person(line.author),
				})),
			});
		case 'post':
			return importPosts(ctx, {
				posts: (items as Of<'post'>[]).map((one) => ({
					...postHere(one, article, person),
					pictures: one.item.line.pictures.flatMap((address) => picture(address) ?? []),
				})),
			});
		case 'product':
			return importProducts(ctx, {
				products: (items as Of<'product'>[]).map(({ item: { line } }) => ({ ...line, picture: picture(line.picture) })),
			});
		case 'order':
			return importOrders(ctx, { orders: (items as Of<'order'>[]).map((one) => orderHere(one, person)) });
		default:
			return bringTalk(ctx, items as Of<keyof TalkLines>[], known);
	}
}

type Find = (name: string | null) => number | null;

/** One whose squares could not be had is told as refused. */
async function bringInPortraits(
	ctx: Ctx,
	items: readonly Of<'portrait'>[],
	batch: Batch,
	person: Find,
): Promise<Brought[]> {
	const there = items.filter(({ item }) => batch.portraits.has(item.id));
	const fates = await importPortraits(ctx, {
		portraits: there.map(({ item: { id, line } }) => {
			const [small = '', large = ''] = batch.portraits.get(id) ?? [];
			return { member: person(line.member) as number, small, large, kept: line.kept };
		}),
	});
	return items.map((one) => fates[there.indexOf(one)] ?? 'refused');
}

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
