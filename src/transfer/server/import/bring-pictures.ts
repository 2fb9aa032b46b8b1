import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { findPictures, restorePicture, storePicture } from '#media/server/index.ts';
import type { Picture } from '#media/picture.ts';
import type { Note } from '#transfer/item.ts';
import type { Reading } from '#transfer/source.ts';
import { inLanes } from '#transfer/server/import/lanes.ts';
import { findKnown } from '#transfer/server/import/known-items.ts';

/** Pictures that are fetched and worked on at a time: the old site and this machine have other things to do as well. */
const lanes = 3;

export interface BroughtPictures {
	/** Address in the old place to the picture here. */
	here: Map<string, Picture>;
	/** Those that came now. */
	fresh: Set<string>;
	/** Why one did not come. */
	missing: Map<string, Note>;
	/** True: they were counted already. */
	told?: boolean;
}

/** Finds these pictures here, or fetches and stores them. One that cannot be had stops nothing; a later run tries again. */
export async function bringPictures(
	ctx: Ctx,
	origin: string,
	wanted: ReadonlyMap<string, string>,
	reading: Reading,
	fetchThem: boolean,
	signal?: AbortSignal,
): Promise<BroughtPictures> {
	const brought: BroughtPictures = { here: new Map(), fresh: new Set(), missing: new Map() };
	const addresses = [...wanted.keys()];
	if (!addresses.length) return brought;
	const known = await findKnown(
		ctx,
		origin,
		addresses.map((address) => ['picture', address] as const),
	);
	const ids = addresses.flatMap((address) => known.find('picture', address)?.id ?? []);
	const here = await findPictures(ctx, ids);
	for (const address of addresses) {
		const picture = here.get(known.find('picture', address)?.id ?? 0);
		if (picture) brought.here.set(address, picture);
	}
	if (!fetchThem) return brought;
	const rest = addresses.filter((address) => !brought.here.has(address));
	await inLanes(rest, lanes, async (address) => {
		signal?.throwIfAborted();
		try {
			const bytes = await reading.picture(address);
			const former = reading.formerPicture?.(address);
			const picture = former
				? await restorePicture(ctx, { bytes, former })
				: await storePicture(ctx, { bytes, alt: wanted.get(address) ?? '' });
			brought.here.set(address, picture);
			brought.fresh.add(address);
		} catch (error) {
			if (!(error instanceof Problem) || error.code === 'transfer.not-found') throw error;
			brought.missing.set(address, { code: 'picture', details: { address, why: error.code } });
		}
	});
	return brought;
}
