import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { etagOf, type CachedPage, type PageNote, type Segment } from '#web/front/page-cache.ts';

const brotli = promisify(zlib.brotliCompress);

/** How a slot is written in a rendered page: `<!--slot:NAME-->what visitors see<!--/slot-->`. */
const slotPattern = /<!--slot:([a-z0-9-]+)-->([\s\S]*?)<!--\/slot-->/g;

const gzipHeader = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
const lastBlock = Buffer.from([3, 0]);

/** Raw deflate that ends on a byte border and refers to nothing before it, so that pieces can be joined. */
const deflatePiece = (bytes: Buffer, level: number): Buffer =>
	zlib.deflateRawSync(bytes, { level, finishFlush: zlib.constants.Z_FULL_FLUSH });

/** Bytes as deflate blocks without compression; they begin and end on a byte border. */
function storedBlocks(bytes: Buffer): Buffer[] {
	const blocks: Buffer[] = [];
	for (let start = 0; start < bytes.length; start += 0xffff) {
		const part = bytes.subarray(start, start + 0xffff);
		const head = Buffer.allocUnsafe(5);
		head[0] = 0;
		head.writeUInt16LE(part.length, 1);
		head.writeUInt16LE(~part.length & 0xffff, 3);
		blocks.push(head, part);
	}
	return blocks;
}

/** Joins deflated pieces into one gzip file (RFC 1952); `plain` are the same pieces as they were. */
function joinGzip(deflated: readonly Buffer[], plain: readonly Buffer[]): Buffer {
	let crc = 0;
	let size = 0;
	for (const piece of plain) {
		crc = zlib.crc32(piece, crc);
		size += piece.length;
	}
	const trailer = Buffer.allocUnsafe(8);
	trailer.writeUInt32LE(crc, 0);
	trailer.writeUInt32LE(size >>> 0, 4);
	return Buffer.concat([gzipHeader, ...deflated, lastBlock, trailer]);
}

/** Brotli at the speed of gzip, with a window no larger than a page: the encoder's memory follows the window. */
const brotliFor = (size: number): Record<number, number> => ({
	[zlib.constants.BROTLI_PARAM_QUALITY]: 5,
	[zlib.constants.BROTLI_PARAM_LGWIN]: 17,
	[zlib.constants.BROTLI_PARAM_SIZE_HINT]: size,
});

/** A rendered page, taken apart at its slots and compressed once for everybody. */
export async function finishPage(
	html: string,
	status: number,
	headers: Record<string, string>,
	about: readonly string[],
	note: PageNote,
): Promise<CachedPage> {
	/** The page for visitors in pieces: bytes of `identity`, and which slot they fill. */
	const pieces: { text: string; slot?: string }[] = [];
	let end = 0;
	for (const found of html.matchAll(slotPattern)) {
		pieces.push({ text: html.slice(end, found.index) }, { text: found[2] ?? '', slot: found[1] ?? '' });
		end = found.index + found[0].length;
	}
	pieces.push({ text: html.slice(end) });
	const identity = Buffer.from(pieces.map((piece) => piece.text).join(''));
	const segments: Segment[] = [];
	let start = 0;
	for (const { text, slot } of pieces) {
		// A view into the whole, not a copy: a page is kept in memory once.
		const bytes = identity.subarray(start, (start += Buffer.byteLength(text)));
		if (slot !== undefined) segments.push({ slot });
		else if (bytes.length) segments.push({ bytes, deflated: deflatePiece(bytes, 6) });
	}
	const gzip = zlib.gzipSync(identity, { level: 6 });
	const br = await brotli(identity, { params: brotliFor(identity.length) });
	const deflated = segments.reduce((sum, part) => sum + ('bytes' in part ? part.deflated.length : 0), 0);
	return {
		status,
		headers,
		about,
		segments,
		finished: { identity, gzip, br },
		etag: etagOf(identity),
		note,
		size: identity.length + gzip.length + br.length + deflated + 500,
	};
}

/** The page of one person: shared bytes as they are, slots filled with that person's parts. */
export function layIn(page: CachedPage, parts: Readonly<Record<string, string>>, gzip: boolean): Buffer {
	const plain: Buffer[] = [];
	const deflated: Buffer[] = [];
	for (const segment of page.segments) {
		if ('bytes' in segment) {
			plain.push(segment.bytes);
			deflated.push(segment.deflated);
			continue;
		}
		const part = parts[segment.slot];
		if (!part) continue;
		const bytes = Buffer.from(part);
		plain.push(bytes);
		// A person's parts are small: they go as they are, in blocks without compression (RFC 1951 §3.2.4).
		if (gzip) deflated.push(...storedBlocks(bytes));
	}
	return gzip ? joinGzip(deflated, plain) : Buffer.concat(plain);
}
