import { Problem } from '#platform/problem.ts';
import { readLines } from '#transfer/reading/read-lines.ts';

/** A row of a table, by the names of its columns. */
export type TableRow = Readonly<Record<string, string | null>>;

/** Tables that are read, each with the columns that somebody looks at. */
export type WantedColumns = Readonly<Record<string, readonly string[]>>;

const begins = /^COPY (?:"?[\w]+"?\.)?"?([\w]+)"? \(([^)]*)\) FROM stdin;/;

/**
 * The rows of some tables in a dump that pg_dump wrote as plain text, as they come, and of each what is looked at: the rest costs nothing but its
 * length. Its form is PostgreSQL's own (COPY, text format), documented and the same since version 8. Throws Problem `transfer.broken` where it
 * ends within a table.
 */
export async function* readCopy(
	pieces: AsyncIterable<Uint8Array>,
	wanted: WantedColumns,
): AsyncGenerator<{ table: string; row: TableRow }> {
	let table: string | null = null;
	let copying = false;
	let places: Place[] = [];
	for await (const lines of readLines(pieces))
		for (const line of lines) {
			if (copying) {
				if (line.length <= 3 && line[0] === 0x5c && line[1] === 0x2e) copying = false;
				else if (table !== null) yield { table, row: rowOf(places, line.toString('utf8').replace(/\r$/, '')) };
				continue;
			}
			// Every other statement of a dump is passed by.
			if (line[0] !== 0x43 || line[1] !== 0x4f) continue;
			const found = begins.exec(line.toString('utf8'));
			if (!found) continue;
			copying = true;
			const [, name = '', listed = ''] = found;
			const columns = Object.hasOwn(wanted, name) ? wanted[name] : undefined;
			table = columns ? name : null;
			const there = listed.split(',').map((one) => one.trim().replaceAll('"', ''));
			places = there.flatMap((one, place) => (columns?.includes(one) ? [{ name: one, place }] : []));
		}
	// Every table ends with a line that says so.
	if (copying) throw new Problem('transfer.broken', 422, { line: 0, column: 0 });
}

interface Place {
	name: string;
	/** Its place among the columns of the dump, from 0. */
	place: number;
}

function rowOf(places: readonly Place[], line: string): TableRow {
	const row: Record<string, string | null> = {};
	let [from, at] = [0, 0];
	for (const { name, place } of places) {
		for (; at < place && from >= 0; at++) from = line.indexOf('\t', from) + 1 || -1;
		if (from < 0) row[name] = null;
		else {
			const end = line.indexOf('\t', from);
			const cell = line.slice(from, end < 0 ? undefined : end);
			row[name] = cell === '\\N' ? null : unescaped(cell);
		}
	}
	return row;
}

const signs: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

const unescaped = (cell: string): string =>
	cell.includes('\\')
		? cell.replace(/\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3}|[\s\S])/g, (_, sign: string) => {
				if (/^x./.test(sign)) return String.fromCharCode(Number.parseInt(sign.slice(1), 16));
				if (/^[0-7]/.test(sign)) return String.fromCharCode(Number.parseInt(sign, 8) & 0xff);
				return signs[sign] ?? sign;
			})
		: cell;
