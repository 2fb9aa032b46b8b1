import type { Ctx } from '#platform/context/context.ts';
import { changeOverride } from '#seo/server/index.ts';
import type { FormerWriting } from '#transfer/former-writing.ts';
import { cut } from '#transfer/cut.ts';
import type { Kind, Note, Writing } from '#transfer/item.ts';
import type { Fate } from '#transfer/report.ts';
import type { Leading } from '#transfer/server/import/keep-addresses.ts';
import type { Batch } from '#transfer/server/import/keep-batch.ts';
import { keepPage } from '#transfer/server/import/keep-page.ts';
import {
	digestOf,
	keepArticles,
	type FormerHere,
	type KeptWriting,
	type ReadyWriting,
} from '#transfer/server/import/keep-writing.ts';
import type { KnownItems } from '#transfer/server/import/known-items.ts';
import type { Finding, PreparedWriting } from '#transfer/server/import/prepared.ts';
import { settleWriting } from '#transfer/server/import/settle-document.ts';

/** Keeps articles and pages. Returns their old addresses and where these lead now. */
export async function keepWritings(
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
			const document = settleWriting(writing, batch);
			const author = (item.author === null ? undefined : known.find('person', item.author)?.id) ?? batch.owner;
			return {
				writing,
				document,
				digest: digestOf(writing, document, author),
				author,
				together: togetherOf(item, author, known),
				known: known.find(kind, item.id),
			};
		});
	const kept = new Map<ReadyWriting, KeptWriting>();
	const articles = ready.filter(({ writing }) => writing.kind === 'article');
	// A translation comes after what it translates, which may be in this very batch.
	const { original = [], translation = [] } = Object.groupBy(articles, ({ writing, former }) =>
		writing.item.former?.translates && !former?.translates ? 'translation' : 'original',
	);
	for (const some of [original, translation]) {
		const now = some.map((one) => ({ ...one, former: formerHere(one.writing, known) }));
		(await keepArticles(ctx, now)).forEach((done, place) => {
			const one = some[place] as ReadyWriting;
			kept.set(one, done);
			known.keep('article', one.writing.item.id, done.item);
		});
	}
	const addresses: Leading[] = [];
	for (const one of ready) {
		const { writing } = one;
		const { kind, item, title } = writing;
		const pageNow = (): ReadyWriting => ({ ...one, former: formerHere(writing, known) });
		const { fate, item: here, path, thread } = kept.get(one) ?? (await keepPage(ctx, pageNow()));
		const { search } = item.former ?? {};
		if (search && fate === 'fresh') await changeOverride(ctx, { article: here.id, ...withoutNull(search) });
		if (item.search && (fate === 'fresh' || fate === 'changed')) await keepSearch(ctx, kind, here.id, item.search);
		if (thread && item.former?.thread)
			known.keep('thread', String(item.former.thread.number), { id: thread, digest: '', mark: '' });
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

/** Words for search engines, unless the article has some of its own here. */
async function keepSearch(
	ctx: Ctx,
	kind: Kind,
	article: number,
	search: NonNullable<Writing['search']>,
): Promise<void> {
	if (kind !== 'article') return;
	const here = await ctx.db
		.selectFrom('seo.override')
		.select('article')
		.where('article', '=', article)
		.executeTakeFirst();
	if (here) return;
	const { title, description, indexed } = search;
	await changeOverride(ctx, { article, title: cut(title, 150), description: cut(description, 300), indexed });
}

/** As many as an article may name here. */
const mostTogether = 7;

const togetherOf = ({ coauthors = [] }: Writing, author: number, known: KnownItems): number[] =>
	[...new Set(coauthors.flatMap((id) => known.find('person', id)?.id ?? []))]
		.filter((id) => id !== author)
		.slice(0, mostTogether);

const withoutNull = ({ title, description, indexed }: NonNullable<FormerWriting['search']>) => ({
	title: title ?? '',
	description: description ?? '',
	indexed,
});

/** What an article of a house of our own kind names, in the numbers of this one. */
function formerHere({ kind, item }: PreparedWriting, known: KnownItems): FormerHere | undefined {
	const { former } = item;
	if (!former) return undefined;
	return {
		authors: former.authors.flatMap((author) => known.find('person', author)?.id ?? []),
		series: (former.series && known.find('series', former.series.id)?.id) ?? null,
		translates: (former.translates && known.find(kind, former.translates)?.id) || null,
	};
}
