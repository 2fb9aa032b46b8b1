import type { Ctx } from '#platform/context/context.ts';
import type { Locale } from '#platform/language/locale.ts';
import { findPictures } from '#media/server/index.ts';
import { eventPath, eventThing, type Access, type GatheringCard } from '#gathering/gathering.ts';

/** What a card is made of. */
export const cardColumns = [
	...(['id', 'slug', 'title', 'excerpt', 'locale', 'place', 'access', 'picture', 'begins', 'ends'] as const),
	...(['capacity', 'taken', 'opens', 'closes', 'cancelled'] as const),
] as const;

interface Row extends Omit<GatheringCard, 'path' | 'picture' | 'locale' | 'access'> {
	locale: string;
	access: string;
	picture: number | null;
}

/** Rows as lists show them, with their pictures. The page being read then depends on each. */
export async function gatheringCards(ctx: Ctx, rows: readonly Row[]): Promise<GatheringCard[]> {
	ctx.about(...rows.map(({ id }) => eventThing(id)));
	const pictures = await findPictures(
		ctx,
		rows.flatMap(({ picture }) => picture ?? []),
	);
	return rows.map(({ picture, ...row }) => ({
		...row,
		path: eventPath(row.slug),
		locale: row.locale as Locale,
		access: row.access as Access,
		picture: (picture && pictures.get(picture)) || null,
	}));
}
