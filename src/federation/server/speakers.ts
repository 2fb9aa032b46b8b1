import { listCategories } from '#community/server/index.ts';
import { categoryPath } from '#community/thread.ts';
import { mediaPath } from '#media/picture.ts';
import { visitor } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { readBrand } from '#site/server/index.ts';
import { callName, categoryOf, categorySpeaker } from '#federation/address.ts';
import { readSwitch } from '#federation/server/setting.ts';

/** Somebody of this house whom others can follow. */
export interface Speaker {
	/** `brand`, `category-3`. */
	id: string;
	/** As in `@name@host`. */
	name: string;
	title: string;
	about: string;
	path: string;
	/** Its picture, a path; null until one is drawn. */
	icon: string | null;
}

/** Everybody who speaks: the brand, and each category that anybody may read. Nobody while it is off. */
export async function listSpeakers(ctx: Ctx): Promise<Speaker[]> {
	const on = await readSwitch(ctx);
	if (!on) return [];
	const brand = await readBrand(ctx, {});
	const categories = await listCategories({ ...ctx, actor: visitor });
	const icon = brand.icons && mediaPath(brand.icons.large);
	return [
		{ id: 'brand', name: on.name, title: brand.name, about: brand.tagline, path: '/', icon },
		...categories.map(({ id, slug, name, description }) => ({
			id: categorySpeaker(id),
			name: callName(slug, id, on.name),
			title: `${name} · ${brand.name}`,
			about: description,
			path: categoryPath(slug),
			icon,
		})),
	];
}

export const findSpeaker = async (ctx: Ctx, id: string): Promise<Speaker | null> =>
	id === 'brand' || categoryOf(id) ? ((await listSpeakers(ctx)).find((one) => one.id === id) ?? null) : null;
