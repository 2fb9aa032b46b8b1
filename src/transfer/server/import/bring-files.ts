import { Readable } from 'node:stream';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { spool, spoolFolder } from '#platform/spool.ts';
import { largestAttachment, type Attachment } from '#media/attachment.ts';
import { findFiles, storeFile } from '#media/server/index.ts';
import type { Note } from '#transfer/item.ts';
import type { Reading } from '#transfer/source.ts';
import { findKnown } from '#transfer/server/import/known-items.ts';

export interface BroughtFiles {
	/** Address in the old place to the file here. */
	here: Map<string, Attachment>;
	/** Those that came now. */
	fresh: Set<string>;
	/** Why one did not come. */
	missing: Map<string, Note>;
}

/** Finds these files here, or fetches and stores them, one after the other. One that cannot be had stops nothing. */
export async function bringFiles(
	ctx: Ctx,
	origin: string,
	wanted: ReadonlyMap<string, string>,
	reading: Reading,
	fetchThem: boolean,
	signal?: AbortSignal,
): Promise<BroughtFiles> {
	const brought: BroughtFiles = { here: new Map(), fresh: new Set(), missing: new Map() };
	if (!wanted.size) return brought;
	const addresses = [...wanted.keys()];
	const known = await findKnown(
		ctx,
		origin,
		addresses.map((address) => ['file', address] as const),
	);
	const here = await findFiles(
		ctx,
		addresses.flatMap((address) => known.find('file', address)?.id ?? []),
	);
	for (const [address, name] of wanted) {
		const file = here.get(known.find('file', address)?.id ?? 0);
		if (file) brought.here.set(address, file);
		if (file || !fetchThem) continue;
		signal?.throwIfAborted();
		try {
			const found = await reading.file?.(address);
			if (!found) throw new Problem('transfer.not-found', 404, { place: address });
			const spooled = await spool(Readable.from(found.bytes), spoolFolder(ctx.settings.data), largestAttachment);
			const called = name || decodeURIComponent(address.split('/').at(-1) ?? '');
			brought.here.set(address, await storeFile(ctx, { file: spooled, name: called, uploaded: found.uploaded }));
			brought.fresh.add(address);
		} catch (error) {
			signal?.throwIfAborted();
			if (!(error instanceof Problem)) throw error;
			brought.missing.set(address, { code: 'file-missing', details: { name: address, why: error.code } });
		}
	}
	return brought;
}
