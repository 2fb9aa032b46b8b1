import { Readable } from 'node:stream';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { spool, spoolFolder } from '#platform/spool.ts';
import { largestAttachment, type Attachment } from '#media/attachment.ts';
import type { Picture } from '#media/picture.ts';
import { findFiles, findPictures, restorePicture, storeFile, storePicture } from '#media/server/index.ts';
import type { Note } from '#transfer/item.ts';
import type { Reading } from '#transfer/source.ts';
import { inLanes } from '#transfer/server/import/lanes.ts';
import { findKnown } from '#transfer/server/import/known-items.ts';

/** What became of some pictures or files of the old place. */
export interface Brought<T> {
	/** Address in the old place to what it is here. */
	here: Map<string, T>;
	/** Those that came now; of a dry run, those that would. */
	fresh: Set<string>;
	/** Why one does not come. */
	missing: Map<string, Note>;
	/** True: they were counted already. */
	told?: boolean;
}
export type BroughtPictures = Brought<Picture>;
export type BroughtFiles = Brought<Attachment>;

/** Where they come from, and how. */
export interface Bringing {
	origin: string;
	reading: Reading;
	/** Addresses that earlier batches of a dry run counted; not there: they are brought in earnest. */
	counted?: Set<string> | undefined;
	signal?: AbortSignal | undefined;
}

/** What tells pictures from files. */
interface Shelf<T> {
	kind: 'picture' | 'file';
	/** So many at a time: the old site and this machine have other things to do as well. */
	lanes: number;
	find(ids: readonly number[]): Promise<ReadonlyMap<number, T>>;
	store(address: string): Promise<T>;
	/** Why there is none, where that can be told without fetching it. */
	lack(address: string): Promise<string | null>;
	note(address: string, why: string, more: Note['details']): Note;
}

/** Finds these pictures here, or fetches and stores them. One that cannot be had stops nothing; a later run tries again. */
export const bringPictures = (
	ctx: Ctx,
	bringing: Bringing,
	wanted: ReadonlyMap<string, string>,
): Promise<BroughtPictures> => {
	const { reading } = bringing;
	return bring(ctx, bringing, [...wanted.keys()], {
		kind: 'picture',
		lanes: 3,
		find: (ids) => findPictures(ctx, ids),
		async store(address) {
			const bytes = await reading.picture(address);
			const former = reading.formerPicture?.(address);
			if (former) return restorePicture(ctx, { bytes, former });
			return storePicture(ctx, { bytes, alt: wanted.get(address) ?? '' });
		},
		lack: async (address) => (await reading.lacksPicture?.(address)) ?? null,
		note: (address, why, more) => ({ code: 'picture', details: { ...more, address, why } }),
	});
};

/** The same for files to take away. */
export const bringFiles = (ctx: Ctx, bringing: Bringing, wanted: ReadonlyMap<string, string>): Promise<BroughtFiles> =>
	bring(ctx, bringing, [...wanted.keys()], {
		kind: 'file',
		lanes: 1,
		find: (ids) => findFiles(ctx, ids),
		async store(address) {
			const found = await bringing.reading.file?.(address);
			if (!found) throw new Problem('file.not-offered', 404);
			const spooled = await spool(Readable.from(found.bytes), spoolFolder(ctx.settings.data), largestAttachment);
			const name = wanted.get(address) || nameIn(address);
			return storeFile(ctx, { file: spooled, name, uploaded: found.uploaded });
		},
		lack: async () => (bringing.reading.file ? null : 'file.not-offered'),
		note: (name, why, more) => ({ code: 'file-missing', details: { ...more, name, why } }),
	});

const forAll = new Set(['transfer.not-found', 'transfer.broken', 'transfer.bomb']);

/** What its sentence needs. */
const plain = (details: Problem['details']): Record<string, string | number> =>
	Object.fromEntries(
		Object.entries(details).filter(
			(one): one is [string, string | number] => typeof one[1] === 'string' || typeof one[1] === 'number',
		),
	);

async function bring<T>(
	ctx: Ctx,
	{ origin, counted, signal }: Bringing,
	addresses: readonly string[],
	{ kind, lanes, find, store, lack, note }: Shelf<T>,
): Promise<Brought<T>> {
	const brought: Brought<T> = { here: new Map(), fresh: new Set(), missing: new Map() };
	if (!addresses.length) return brought;
	const known = await findKnown(
		ctx,
		origin,
		addresses.map((address) => [kind, address] as const),
	);
	const here = await find(addresses.flatMap((address) => known.find(kind, address)?.id ?? []));
	for (const address of addresses) {
		const one = here.get(known.find(kind, address)?.id ?? 0);
		if (one) brought.here.set(address, one);
	}
	const rest = addresses.filter((address) => !brought.here.has(address));
	if (counted) {
		for (const address of rest.filter((one) => !counted.has(`${kind} ${one}`))) {
			counted.add(`${kind} ${address}`);
			const why = await lack(address);
			if (why) brought.missing.set(address, note(address, why, {}));
			else brought.fresh.add(address);
		}
		return brought;
	}
	await inLanes(rest, lanes, async (address) => {
		signal?.throwIfAborted();
		try {
			brought.here.set(address, await store(address));
			brought.fresh.add(address);
		} catch (error) {
			signal?.throwIfAborted();
			// What holds for every picture is told at once, not once for each: a folder that is not there, an archive that breaks off.
			if (!(error instanceof Problem) || forAll.has(error.code)) throw error;
			brought.missing.set(address, note(address, error.code, plain(error.details)));
		}
	});
	return brought;
}

function nameIn(address: string): string {
	const last = address.split('/').at(-1) ?? '';
	try {
		return decodeURIComponent(last);
	} catch {
		return last;
	}
}
