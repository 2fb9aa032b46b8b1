import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { isReservedSlug, slugOf } from '#content/slug.ts';

/**
 * The end of an event's address: the one asked for, or one made from the title, with a number where it is taken. Throws
 * Problem `event.address-empty` (422), `event.address-taken` (409).
 */
export async function freeSlug(
	ctx: Ctx,
	{ asked, title, own }: { asked: string; title: string; own: number },
): Promise<string> {
	const slug = slugOf(asked || title) || (asked ? '' : 'event');
	const fields = [{ path: 'slug', key: 'event-address' }];
	if (!slug || (asked && isReservedSlug(slug))) throw new Problem('event.address-empty', 422, { fields });
	for (let number = isReservedSlug(slug) ? 2 : 1; ; number++) {
		const tried = number > 1 ? `${slug}-${number}` : slug;
		const other = await ctx.db
			.selectFrom('gathering.gathering')
			.select('id')
			.where('slug', '=', tried)
			.where('id', '!=', own)
			.executeTakeFirst();
		if (!other) return tried;
		if (asked) throw new Problem('event.address-taken', 409, { fields });
	}
}
