import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { restorePortraitFiles } from '#media/server/index.ts';
import { isSame } from '#transfer/server/import/adopt.ts';
import { digestOf } from '#transfer/server/import/keep-history.ts';
import { findKnown } from '#transfer/server/import/known-items.ts';
import type { Bringing } from '#transfer/server/import/bring-library.ts';
import type { Prepared } from '#transfer/server/import/prepared.ts';

/**
 * Takes back the files of members' own pictures before anything names them: pixels are not worked on in a transaction. One that is
 * broken or missing has none, and is told when its line is kept.
 */
export async function bringPortraits(
	ctx: Ctx,
	{ origin, reading, signal }: Bringing,
	items: readonly Prepared[],
): Promise<Map<string, string[]>> {
	const brought = new Map<string, string[]>();
	const portraits = items.filter((one) => one.kind === 'portrait');
	const known = await findKnown(
		ctx,
		origin,
		portraits.map(({ item }) => ['portrait', item.id] as const),
	);
	for (const one of portraits) {
		signal?.throwIfAborted();
		const before = known.find('portrait', one.item.id);
		if (!reading.portrait || (before && isSame(before, digestOf(one)))) continue;
		try {
			const { small, large } = one.item.line;
			const squares = [await reading.portrait(small), await reading.portrait(large)];
			brought.set(one.item.id, await restorePortraitFiles(ctx, squares));
		} catch (error) {
			signal?.throwIfAborted();
			if (!(error instanceof Problem)) throw error;
		}
	}
	return brought;
}
