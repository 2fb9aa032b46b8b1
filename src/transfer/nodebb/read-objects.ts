import { Problem } from '#platform/problem.ts';
import { readLines } from '#transfer/reading/read-lines.ts';

/** An object of NodeBB's database, by its key. */
export type DbObject = Readonly<Record<string, unknown>>;

/**
 * The objects whose key begins with one of these words, as they come: one JSON value in each line, as `mongoexport` writes a collection; a list
 * (`--jsonArray`) with one value in each line is read, too. Throws Problem `transfer.broken` with the line.
 */
export async function* readObjects(
	pieces: AsyncIterable<Uint8Array>,
	begins: readonly string[],
): AsyncGenerator<{ key: string; object: DbObject }> {
	const wanted = new RegExp(`"_key"\\s*:\\s*"(${begins.join('|')})`);
	let number = 0;
	let last = '';
	for await (const lines of readLines(pieces))
		for (const line of lines) {
			number++;
			if (line.length) last = line.subarray(-4).toString('latin1').trim() || last;
			const text = line
				.toString('utf8')
				.trim()
				.replace(/^\uFEFF/, '')
				.replace(/^\[(?=\{)/, '')
				.replace(/,$/, '')
				.replace(/(?<=\})\]$/, '');
			if (!text || text === '[' || text === ']' || !wanted.test(text)) continue;
			const object = parsed(text, number);
			const key = object['_key'];
			if (typeof key === 'string' && begins.some((begin) => key.startsWith(begin))) yield { key, object };
		}
	// Cut off within something that nobody looks at.
	if (last && !/[}\]],?$/.test(last)) throw new Problem('transfer.broken', 422, { line: 0, column: 0 });
}

function parsed(text: string, line: number): DbObject {
	try {
		const value: unknown = JSON.parse(text);
		if (value && typeof value === 'object') return value as DbObject;
	} catch {
		// Said below.
	}
	throw new Problem('transfer.broken', 422, { line, column: 0 });
}

/** A value as text; MongoDB writes large numbers as `{"$numberLong": "1"}`. */
export function textOf(value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	if (!value || typeof value !== 'object') return '';
	const [inner] = Object.entries(value).flatMap(([name, own]) =>
		/^\$(?:number(?:Long|Int|Double)|date)$/.test(name) ? [own] : [],
	);
	return inner === undefined ? '' : textOf(inner);
}

/** Whether a flag is set: 1, "1", true. */
export const flag = (value: unknown): boolean => /^(?:1|true)$/.test(textOf(value));
