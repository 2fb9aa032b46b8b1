import { Problem } from '#platform/problem.ts';

/** Bytes of one line at most. */
const most = 64 * 1024 * 1024;

/** The lines of a text without their ends, several at a time as they come, as bytes: whoever passes one by pays for no text. */
export async function* readLines(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer[]> {
	const rest: Buffer[] = [];
	let size = 0;
	for await (const piece of pieces) {
		const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
		const lines: Buffer[] = [];
		let from = 0;
		for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
			const line = bytes.subarray(from, end);
			lines.push(rest.length ? Buffer.concat([...rest.splice(0), line]) : line);
			size = 0;
			from = end + 1;
		}
		if (from < bytes.length) {
			rest.push(bytes.subarray(from));
			size += bytes.length - from;
			if (size > most) throw new Problem('transfer.too-long', 422, { line: 1 });
		}
		if (lines.length) yield lines;
	}
	if (rest.length) yield [Buffer.concat(rest)];
}
