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

/** Has the old addresses of a batch lead to what they are here. Those that the product itself answers are told. */
export async function keepAddresses(
	ctx: Ctx,
	batch: Batch,
	known: KnownItems,
	ofWritings: readonly Leading[],
	counts: Counts,
	findings: Finding[],
): Promise<void> {
	const rows = [...ofWritings];
	for (const one of batch.items) {
		if (one.kind !== 'redirect') continue;
		const to = await targetOf(ctx, one.item, known);
		if (to !== null) rows.push({ from: one.item.id, ...to });
		else countOne(counts, 'redirect', 'left');
	}
	const leading = rows.filter(({ from, to }) => plain(from) !== plain(to));
	if (!leading.length) return;
	const report = await addRedirects(ctx, { rows: leading, origin: batch.source, gentle: true });
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

async function targetOf(ctx: Ctx, { to }: OldAddress, known: KnownItems): Promise<Omit<Leading, 'from'> | null> {
	if ('gone' in to) return { to: '', status: 410 };
	if ('path' in to) return { to: to.path, ...(to.status ? { status: to.status } : {}) };
	if ('picture' in to) {
		const id = known.find('picture', to.picture)?.id;
		const src = id ? (await findPictures(ctx, [id])).get(id)?.src : undefined;
		return src ? { to: src } : null;
	}
	const id = known.find('person', to.person)?.id;
	const row = id
		? await ctx.db.selectFrom('membership.member').select('handle').where('id', '=', id).executeTakeFirst()
		: undefined;
	return row ? { to: profilePath(row.handle) } : null;
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
