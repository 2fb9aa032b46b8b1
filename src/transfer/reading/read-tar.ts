import { Readable, pipeline } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { createGunzip } from 'node:zlib';
import { createTarDecoder } from 'modern-tar';
import { Problem } from '#platform/problem.ts';

/** Something that lies in a tar. Its bytes have to be read, or passed by, before the next is asked for. */
export interface TarEntry {
	/** Its path there, and where it is another name of something that came before, the path of that. */
	name: string;
	same: string | null;
	size: number;
	bytes(): AsyncIterable<Uint8Array>;
	passBy(): Promise<void>;
}

interface Decoded {
	header: { name: string; size: number; type?: string; linkname?: string };
	body: WebStream<Uint8Array>;
}

/** What lies in a tar, as it comes. Throws Problem `transfer.broken` where it breaks off. */
export async function* readTar(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
	const packed = Readable.toWeb(Readable.from(pieces)) as unknown as ReadableStream<Uint8Array>;
	const entries = packed.pipeThrough(createTarDecoder() as never) as unknown as AsyncIterable<Decoded>;
	yield* orBroken(
		(async function* () {
			for await (const { header, body } of entries)
				yield {
					name: header.name.replace(/^(?:\.\/)+/, ''),
					same: header.type === 'link' ? (header.linkname ?? '').replace(/^(?:\.\/)+/, '') : null,
					size: header.size,
					bytes: () => orBroken(body),
					passBy: () => body.cancel(),
				};
		})(),
	);
}

/** Bytes unpacked while they come. Throws Problem `transfer.broken` where they are no gzip, or break off. */
export function unpacked(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
	const plain = createGunzip();
	// What is wrong with the bytes themselves ends the unpacking, too; it is thrown to whoever reads.
	pipeline(Readable.from(bytes), plain, () => undefined);
	return orBroken(plain);
}

async function* orBroken<T>(values: AsyncIterable<T>): AsyncGenerator<T> {
	try {
		yield* values;
	} catch (error) {
		if (error instanceof Problem || (error as Error).name === 'AbortError') throw error;
		throw new Problem('transfer.broken', 422, { line: 0, column: 0, reason: String((error as Error).message) });
	}
}
