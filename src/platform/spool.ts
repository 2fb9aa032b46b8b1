import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Problem } from '#platform/problem.ts';
import { randomToken } from '#platform/token.ts';

/** Something that was sent, on this machine's disk until somebody has looked at it. */
export interface Spooled {
	path: string;
	/** Bytes. */
	size: number;
	/** SHA-256 of its content, hex. */
	digest: string;
	/** Takes it away, wherever it has not been taken over. */
	discard(): Promise<void>;
}

/** The folder of an installation where things lie that were sent and not yet looked at. */
export const spoolFolder = (data: string): string => path.resolve(data, 'incoming');

/**
 * Writes what comes in to disk while it comes, never holding it in memory. Throws Problem `upload.too-large` (413) at the
 * first byte above `limit`; nothing is left behind then.
 */
export async function spool(
	source: Readable | AsyncIterable<Uint8Array>,
	folder: string,
	limit: number,
): Promise<Spooled> {
	await mkdir(folder, { recursive: true });
	const target = path.join(folder, randomToken(16));
	const hash = createHash('sha256');
	let size = 0;
	const measure = new Transform({
		transform(chunk: Buffer, _encoding, done) {
			size += chunk.length;
			if (size > limit) {
				return done(new Problem('upload.too-large', 413, { megabytes: Math.floor(limit / 1024 / 1024) }));
			}
			hash.update(chunk);
			done(null, chunk);
		},
	});
	const discard = (): Promise<void> => rm(target, { force: true });
	try {
		await pipeline(source, measure, createWriteStream(target));
	} catch (error) {
		await discard();
		throw error;
	}
	return { path: target, size, digest: hash.digest('hex'), discard };
}
