import { readLines } from '#transfer/reading/read-lines.ts';

/** A row of a table, by the names of its columns. */
export type TableRow = Readonly<Record<string, string | null>>;

const begins = /^COPY (?:"?[\w]+"?\.)?"?([\w]+)"? \(([^)]*)\) FROM stdin;/;

/**
 * The rows of some tables in a dump that pg_dump wrote as plain text, as they come. Its form is PostgreSQL's own (COPY, text format), documented
 * and the same since version 8.
 */
export async function* readCopy(
	pieces: AsyncIterable<Uint8Array>,
	wanted: ReadonlySet<string>,
): AsyncGenerator<{ table: string; row: TableRow }> {
	let table: string | null = null;
	let copying = false;
	let columns: string[] = [];
	for await (const lines of readLines(pieces))
		for (const line of lines) {
			if (copying) {
				if (line.length <= 3 && line[0] === 0x5c && line[1] === 0x2e) copying = false;
				else if (table !== null) yield { table, row: rowOf(columns, line.toString('utf8').replace(/\r$/, '')) };
				continue;
			}
			// Every other statement of a dump is passed by.
			if (line[0] !== 0x43 || line[1] !== 0x4f) continue;
			const found = begins.exec(line.toString('utf8'));
			if (!found) continue;
			copying = true;
			table = wanted.has(found[1] ?? '') ? (found[1] ?? '') : null;
			columns = (found[2] ?? '').split(',').map((name) => name.trim().replaceAll('"', ''));
		}
}

function rowOf(columns: readonly string[], line: string): TableRow {
	const row = Object.create(null) as Record<string, string | null>;
	const cells = line.split('\t');
	for (let place = 0; place < columns.length; place++) {
		const cell = cells[place];
		row[columns[place] as string] = cell === undefined || cell === '\\N' ? null : unescaped(cell);
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
