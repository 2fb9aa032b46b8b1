import { Problem } from '#platform/problem.ts';

/** Classes that a block of the download has had: a post, a picture of an album, something said. */
const begins =
	/<(?:section|div)\b[^<>]{0,400}\bclass="[^"]{0,200}(?<![\w-])(?:_a6-g|_2lej)(?![\w-])[^"]{0,200}"[^<>]{0,400}>/g;

/** Characters of one block at most. */
const most = 4 * 1024 * 1024;
/** Characters of a start tag at most. */
const tag = 1_200;

/**
 * The blocks of a page of the download, as they come: each from where it begins to where the next one does, so that a file
 * of any size needs the memory of its largest block. Throws Problem `transfer.too-long`.
 */
export async function* readBlocks(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
	const decoder = new TextDecoder();
	let rest = '';
	let inside = false;
	let searched = 0;
	for await (const piece of pieces) {
		rest += decoder.decode(piece, { stream: true });
		for (;;) {
			begins.lastIndex = Math.max(searched, inside ? 1 : 0);
			const found = begins.exec(rest);
			if (!found) break;
			if (inside) yield rest.slice(0, found.index);
			rest = rest.slice(found.index);
			[inside, searched] = [true, 1];
		}
		if (inside && rest.length > most) throw new Problem('transfer.too-long', 422, { line: 1 });
		if (!inside) rest = rest.slice(-tag);
		// A start tag may be cut in two by the end of a piece.
		searched = Math.max(0, rest.length - tag);
	}
	rest += decoder.decode();
	if (inside && rest.trim()) yield rest;
}
