import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { Problem } from '#platform/problem.ts';
import { sumsName } from '#transfer/sums-name.ts';

/** Where an export is written to, file by file. */
export interface Sink {
	/** Writes a file as its content comes. `packed`: it is packed already. */
	add(name: string, content: string | AsyncIterable<string | Uint8Array>, packed?: boolean): Promise<void>;
	/** Writes the list of what was written, and puts everything in its place. */
	end(): Promise<void>;
	/** Takes away what was written. */
	drop(): Promise<void>;
}

/**
 * Opens a folder, or a zip where the name ends so. Until the end nothing stands under its name: an export that was broken
 * off is not mistaken for a whole one. Throws Problem `transfer.place-taken` (409).
 */
export async function openSink(place: string, now: Date): Promise<Sink> {
	const there = await stat(place).catch(() => null);
	const empty = there?.isDirectory() && (await readdir(place)).length === 0;
	if (there && !empty) throw new Problem('transfer.place-taken', 409, { place });
	const partial = `${path.resolve(place)}.partial`;
	await rm(partial, { recursive: true, force: true });
	await mkdir(path.dirname(partial), { recursive: true });
	const writer = place.toLowerCase().endsWith('.zip') ? await zipWriter(partial, now) : await folderWriter(partial);
	const sums: string[] = [];
	return {
		async add(name, content, packed = false) {
			const hash = createHash('sha256');
			const measured = new Transform({
				transform(piece: Buffer, _encoding, done) {
					hash.update(piece);
					done(null, piece);
				},
			});
			const source = typeof content === 'string' ? Readable.from([Buffer.from(content)]) : Readable.from(content);
			await writer.write(name, source, measured, packed);
			sums.push(`${hash.digest('hex')}  ${name}\n`);
		},
		async end() {
			await writer.write(sumsName, Readable.from(sums), new Transform({ transform: passOn }), false);
			await writer.end();
			if (empty) await rm(place, { recursive: true });
			await rename(partial, path.resolve(place));
		},
		async drop() {
			await writer.drop();
			await rm(partial, { recursive: true, force: true });
		},
	};
}

function passOn(piece: Buffer, _encoding: string, done: (error: null, piece: Buffer) => void): void {
	done(null, piece);
}

interface Writer {
	write(name: string, source: Readable, through: Transform, packed: boolean): Promise<void>;
	end(): Promise<void>;
	drop(): Promise<void>;
}

async function folderWriter(root: string): Promise<Writer> {
	await mkdir(root, { recursive: true, mode: 0o700 });
	return {
		async write(name, source, through) {
			const file = path.join(root, ...name.split('/'));
			await mkdir(path.dirname(file), { recursive: true });
			await pipeline(source, through, createWriteStream(file));
		},
		end: async () => undefined,
		drop: async () => undefined,
	};
}

async function zipWriter(file: string, now: Date): Promise<Writer> {
	const { ZipFile } = await import('yazl');
	const zip = new ZipFile();
	const out = createWriteStream(file, { mode: 0o600 });
	const written = pipeline(zip.outputStream, out);
	written.catch(() => undefined);
	return {
		async write(name, source, through, packed) {
			const moved = pipeline(source, through);
			zip.addReadStream(through, name, { mtime: now, compress: !packed });
			// A full disk ends the waiting, too: nothing would be read on then.
			await Promise.race([Promise.all([moved, finished(through)]), written]);
		},
		async end() {
			zip.end();
			await written;
		},
		async drop() {
			out.destroy();
			await written.catch(() => undefined);
		},
	};
}
