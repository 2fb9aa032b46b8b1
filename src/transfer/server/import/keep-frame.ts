import { z } from 'zod';
import { signsChosen } from '#community/events.ts';
import { chooseSigns, ChooseSigns } from '#community/server/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import {
	arrangeMenu,
	changeAnnouncement,
	ChangeAnnouncement,
	changeBrand,
	ChangeBrand,
	changeContact,
	ChangeContact,
	readMenu,
} from '#site/server/index.ts';
import { changeSettings, ChangeSettings } from '#seo/server/index.ts';
import type { OldFrame, OldMenu } from '#transfer/furniture.ts';
import type { Fate } from '#transfer/report.ts';
import type { Batch } from '#transfer/server/import/keep-batch.ts';
import type { KnownItems } from '#transfer/server/import/known-items.ts';

/** Menus and what stands around every page: only a house that arranged none of its own takes them over. */
export async function keepFrame(
	ctx: Ctx,
	batch: Batch,
	known: KnownItems,
	tell: (kind: 'menu' | 'frame', fate: Fate) => void,
): Promise<void> {
	for (const one of batch.items) {
		if (one.kind !== 'menu' && one.kind !== 'frame') continue;
		if (known.find(one.kind, one.item.id)) {
			tell(one.kind, 'same');
			continue;
		}
		const taken = one.kind === 'menu' ? await keepMenu(ctx, one.item, known) : await keepAround(ctx, one.item, batch);
		known.keep(one.kind, one.item.id, { id: 0, digest: '', mark: '' });
		tell(one.kind, taken ? 'fresh' : 'held');
	}
}

async function keepMenu(ctx: Ctx, { menu, items }: OldMenu, known: KnownItems): Promise<boolean> {
	const here = await readMenu(ctx, { menu });
	if (here.version > 0) return false;
	const rows = items.flatMap((row) => {
		if (row.kind !== 'page' && row.kind !== 'article') return [row];
		const id = known.find(row.kind, row.target)?.id;
		return id ? [{ ...row, target: String(id) }] : [];
	});
	await arrangeMenu(ctx, { menu, version: 0, items: rows });
	return true;
}

const Brand = ChangeBrand.omit({ logo: true });

async function keepAround(ctx: Ctx, { frame, logo, signs }: OldFrame, batch: Batch): Promise<boolean> {
	const here = await ctx.db.selectFrom('site.brand').select(['name', 'ready', 'logo']).executeTakeFirstOrThrow();
	const contact = await ctx.db.selectFrom('site.contact').select('changed').executeTakeFirstOrThrow();
	const said = await ctx.db.selectFrom('site.announcement').select('changed').executeTakeFirstOrThrow();
	const brand = Brand.safeParse(without(frame.brand));
	let taken = false;
	if (!here.name && brand.success) {
		const picture = logo ? batch.pictures.here.get(logo) : undefined;
		const [size] = picture?.files.webp ?? [];
		const own =
			picture && size ? { logo: { file: size.file, width: size.width, height: size.height, picture: picture.id } } : {};
		await changeBrand(ctx, { ...brand.data, facebookPage: brand.data.facebookPage ?? '', ...own });
		taken = true;
	}
	const reach = ChangeContact.safeParse(frame.contact);
	if (!contact.changed && reach.success && Object.values(reach.data).some(Boolean)) {
		await changeContact(ctx, reach.data);
		taken = true;
	}
	const words = ChangeAnnouncement.safeParse(frame.announcement);
	const over = words.success && words.data.ends && words.data.ends <= ctx.now;
	if (!said.changed && words.success && words.data.text + words.data.textEn && !over) {
		await changeAnnouncement(ctx, words.data);
		taken = true;
	}
	const search = ChangeSettings.safeParse(frame.search);
	if (taken && search.success) await changeSettings(ctx, { ...search.data, hub: search.data.hub ?? '' });
	if (taken) await keepSigns(ctx, signs);
	return taken;
}

/** A house that has never chosen its signs offers those of the old one. */
async function keepSigns(ctx: Ctx, signs: readonly string[]): Promise<void> {
	const wanted = ChooseSigns.safeParse({ signs });
	const chosen = await ctx.db
		.selectFrom('platform.event')
		.select('id')
		.where('name', '=', signsChosen)
		.limit(1)
		.executeTakeFirst();
	const offered = await ctx.db
		.selectFrom('community.sign')
		.select('sign')
		.where('retired', 'is', null)
		.orderBy('position')
		.execute();
	if (!wanted.success || chosen || offered.map(({ sign }) => sign).join() === wanted.data.signs.join()) return;
	await chooseSigns(ctx, wanted.data);
}

/** What is not told is not there: an empty address of a page, for instance. */
const without = (values: Record<string, unknown>): Record<string, unknown> =>
	z
		.record(z.string(), z.unknown())
		.parse(Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)));
