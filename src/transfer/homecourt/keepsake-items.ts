import type { Item } from '#transfer/item.ts';
import { keepsakeFile, lineId, lineSchema } from '#transfer/keepsake-line.ts';
import { listKeepsakes } from '#transfer/known-keepsakes.ts';
import { readLines } from '#transfer/homecourt/read-lines.ts';
import type { Archive } from '#transfer/reading/archive.ts';

/** What else belonged to the house, in the order in which it is kept. `early`: what articles and posts need. */
export async function* keepsakesOfExport(
	archive: Archive,
	early: boolean,
	read: (bytes: number) => void,
): AsyncGenerator<Item> {
	for (const keepsake of listKeepsakes()) {
		if ((keepsake.early ?? false) !== early) continue;
		for await (const line of readLines(archive, keepsakeFile(keepsake), lineSchema(keepsake), read))
			yield { kind: 'keepsake', name: keepsake.name, id: lineId(keepsake, line), line };
	}
}
