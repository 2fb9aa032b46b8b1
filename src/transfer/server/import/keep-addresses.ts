import type { Ctx } from '#platform/context/context.ts';
import { profilePath } from '#membership/member.ts';
import { addRedirects } from '#seo/server/index.ts';
import { findPictures } from '#media/server/index.ts';
import type { OldAddress } from '#transfer/item.ts';
import { countOne, type Counts } from '#transfer/report.ts';
import type { Batch } from '#transfer/server/import/keep-batch.ts';
import type { KnownItems } from '#transfer/server/import/known-items.ts';
import type { Finding } from '#transfer/server/import/prepared.ts';

/** An old address and where it leads here. */
export interface Leading {
	from: string;
	/** Empty: it is gone (410). */
	to: string;
	status?: number;
}

/** Has the old addresses of a batch lead to what they are here. Those that the product itself answers are told. `dryRun`: only counts. */
export async function keepAddresses(
	ctx: Ctx,
	batch: Batch,
	known: KnownItems,
	ofWritings: readonly Leading[],
	counts: Counts,
	findings: Finding[],
	dryRun = false,
): Promise<void> {
	const rows = [...ofWritings];
	const addresses = batch.items.flatMap((one) => (one.kind === 'redirect' ? one.item : []));
	const targets = await findTargets(ctx, addresses, known);
	for (const { id, to } of addresses) {
		const target = targets(to);
		if (target) rows.push({ from: id, ...target });
		else countOne(counts, 'redirect', 'left');
	}
	const leading = rows.filter(({ from, to }) => plain(from) !== plain(to));
	if (!leading.length) return;
	const report = await addRedirects(ctx, { rows: leading, origin: batch.source, gentle: true, dryRun });
	const told: [
		keyof Pick<typeof report, 'added' | 'changed' | 'same' | 'held'>,
		'fresh' | 'changed' | 'same' | 'held',
	][] = [
		['added', 'fresh'],
		['changed', 'changed'],
		['same', 'same'],
		['held', 'held'],
	];
	for (const [name, fate] of told)
		for (let count = 0; count < report[name]; count++) countOne(counts, 'redirect', fate);
	for (const { from, reason } of report.refused) {
		countOne(counts, 'redirect', 'left');
		findings.push({
			kind: 'redirect',
			id: from,
			title: from,
			lost: true,
			note: { code: 'redirect', details: { reason } },
		});
	}
}

type Target = Omit<Leading, 'from'>;

/** Where old addresses lead, all people and pictures among them looked up at once; null: nothing of it is here. */
async function findTargets(
	ctx: Ctx,
	addresses: readonly OldAddress[],
	known: KnownItems,
): Promise<(to: OldAddress['to']) => Target | null> {
	const ids = (kind: 'person' | 'picture', nameOf: (to: OldAddress['to']) => string | undefined): number[] => [
		...new Set(addresses.flatMap(({ to }) => known.find(kind, nameOf(to) ?? '')?.id || [])),
	];
	const pictures = await findPictures(
		ctx,
		ids('picture', (to) => ('picture' in to ? to.picture : undefined)),
	);
	const handles = await findHandles(
		ctx,
		ids('person', (to) => ('person' in to ? to.person : undefined)),
	);
	return (to) => {
		if ('gone' in to) return { to: '', status: 410 };
		if ('path' in to) return { to: to.path, ...(to.status ? { status: to.status } : {}) };
		if ('picture' in to) {
			const src = pictures.get(known.find('picture', to.picture)?.id ?? 0)?.src;
			return src ? { to: src } : null;
		}
		const handle = handles.get(known.find('person', to.person)?.id ?? 0);
		return handle === undefined ? null : { to: profilePath(handle) };
	};
}

async function findHandles(ctx: Ctx, ids: readonly number[]): Promise<Map<number, string>> {
	if (!ids.length) return new Map();
	const rows = await ctx.db.selectFrom('membership.member').select(['id', 'handle']).where('id', 'in', ids).execute();
	return new Map(rows.map(({ id, handle }) => [id, handle]));
}

/** However it is encoded, and with or without a slash at the end. */
const plain = (path: string): string => {
	const bare = path.replace(/(?<=.)\/+$/, '');
	try {
		return decodeURIComponent(bare);
	} catch {
		return bare;
	}
};
