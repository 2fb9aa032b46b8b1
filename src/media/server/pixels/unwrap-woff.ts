import { inflateSync } from 'node:zlib';

/**
 * A WOFF file as the plain font in it (W3C, WOFF File Format 1.0 §3–5): the same tables, unpacked one by one. opentype.js
 * reads WOFF itself, but its unpacker fails on some of the slices.
 */
export function unwrapWoff(woff: Buffer): ArrayBuffer {
	const count = woff.readUInt16BE(12);
	const entries = Array.from({ length: count }, (_, index) => {
		const at = 44 + index * 20;
		const [tag, offset, packed, size, check] = [0, 4, 8, 12, 16].map((part) => woff.readUInt32BE(at + part));
		const data = woff.subarray(offset, (offset as number) + (packed as number));
		return { tag, check, size, data: packed === size ? data : inflateSync(data) };
	});
	const padded = (length: number): number => (length + 3) & ~3;
	const head = 12 + count * 16;
	const font = Buffer.alloc(entries.reduce((sum, { data }) => sum + padded(data.length), head));
	woff.copy(font, 0, 4, 8);
	const power = Math.floor(Math.log2(count));
	font.writeUInt16BE(count, 4);
	font.writeUInt16BE(2 ** power * 16, 6);
	font.writeUInt16BE(power, 8);
	font.writeUInt16BE(count * 16 - 2 ** power * 16, 10);
	let offset = head;
	entries.forEach(({ tag, check, data }, index) => {
		[tag, check, offset, data.length].forEach((value, part) =>
			font.writeUInt32BE(value as number, 12 + index * 16 + part * 4),
		);
		data.copy(font, offset);
		offset += padded(data.length);
	});
	return new Uint8Array(font).buffer;
}
