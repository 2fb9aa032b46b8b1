import { Problem } from '#platform/problem.ts';
import { readLines } from '#transfer/reading/read-lines.ts';
import type { TableRow } from '#transfer/reading/read-copy.ts';

/** Characters of one statement at most; mysqldump ends one at 16 MB or what it was told. */
const most = 256 * 1024 * 1024;

/**
 * The rows of some tables in a dump of MySQL or MariaDB (mysqldump, phpMyAdmin, HeidiSQL), as they come: of `INSERT INTO` statements, whose columns
 * are those that it names or those of `CREATE TABLE`. `wanted` is asked with the table's whole name. Throws Problem `transfer.broken` where it
 * ends within a statement.
 */
export async function* readInserts(
	pieces: AsyncIterable<Uint8Array>,
	wanted: (table: string) => boolean,
): AsyncGenerator<{ table: string; row: TableRow }> {
	const columnsOf = new Map<string, string[]>();
	let creating: { table: string; columns: string[] } | null = null;
	let open = '';
	for await (const lines of readLines(pieces))
		for (const line of lines) {
			const text = line.toString('utf8').replace(/\r$/, '');
			if (!open) {
				const begun = /^CREATE TABLE (?:IF NOT EXISTS )?`?([\w$]+)`? \(/i.exec(text);
				if (begun?.[1]) creating = { table: begun[1], columns: [] };
				else if (creating) {
					const column = /^\s*`([\w$]+)` /.exec(text)?.[1];
					if (column) creating.columns.push(column);
					if (/^\)/.test(text)) {
						columnsOf.set(creating.table, creating.columns);
						creating = null;
					}
					continue;
				}
				if (!/^\s*INSERT /i.test(text.slice(0, 40))) continue;
			}
			open = open ? `${open}\n${text}` : text;
			if (open.length > most) throw new Problem('transfer.too-long', 422, { line: 1 });
			const statement = readStatement(open, wanted, columnsOf);
			if (statement === null) continue;
			open = '';
			yield* statement;
		}
	if (open) throw new Problem('transfer.broken', 422, { line: 0, column: 0 });
}

const head = /^\s*INSERT (?:IGNORE )?INTO (?:`?[\w$]+`?\.)?`?([\w$]+)`?\s*(?:\(([^)]*)\))?\s*VALUES\s*/i;

/** The rows of a statement; null: it is not at its end yet. */
function readStatement(
	text: string,
	wanted: (table: string) => boolean,
	columnsOf: ReadonlyMap<string, string[]>,
): { table: string; row: TableRow }[] | null {
	const found = head.exec(text);
	if (!found) return /;\s*$/.test(text) ? [] : null;
	const table = found[1] ?? '';
	const columns = found[2]?.split(',').map((name) => name.trim().replaceAll('`', '')) ?? columnsOf.get(table) ?? [];
	const keep = wanted(table);
	const rows: { table: string; row: TableRow }[] = [];
	let at = found[0].length;
	for (;;) {
		at = skip(text, at);
		if (text[at] === ';') return rows;
		if (text[at] === ',') {
			at++;
			continue;
		}
		if (text[at] !== '(') return null;
		const tuple = readTuple(text, at + 1, keep);
		if (!tuple) return null;
		if (keep)
			rows.push({ table, row: Object.fromEntries(columns.map((name, place) => [name, tuple.cells[place] ?? null])) });
		at = tuple.end;
	}
}

function skip(text: string, from: number): number {
	let at = from;
	while (at < text.length && /\s/.test(text[at] as string)) at++;
	return at;
}

/** The values up to the closing bracket; null: it does not come yet. */
function readTuple(text: string, from: number, keep: boolean): { cells: (string | null)[]; end: number } | null {
	const cells: (string | null)[] = [];
	let at = from;
	for (;;) {
		at = skip(text, at);
		if (text[at] === "'") {
			const string = readString(text, at + 1, keep);
			if (!string) return null;
			cells.push(string.value);
			at = string.end;
		} else {
			const plain = /[^,)]*/y;
			plain.lastIndex = at;
			const value = (plain.exec(text)?.[0] ?? '').trim();
			cells.push(/^null$/i.test(value) ? null : value.replace(/^_binary '(.*)'$/s, '$1'));
			at = plain.lastIndex;
		}
		at = skip(text, at);
		if (text[at] === ')') return { cells, end: at + 1 };
		if (text[at] !== ',') return null;
		at++;
	}
}

const signs: Record<string, string> = { '0': '\0', b: '\b', n: '\n', r: '\r', t: '\t', Z: '\u001A' };

function readString(text: string, from: number, keep: boolean): { value: string; end: number } | null {
	const stop = /['\\]/g;
	let value = '';
	let at = from;
	for (;;) {
		stop.lastIndex = at;
		const found = stop.exec(text);
		if (!found || found.index + 1 >= text.length) return null;
		if (keep) value += text.slice(at, found.index);
		const next = text[found.index + 1] as string;
		if (found[0] === '\\') {
			if (keep) value += signs[next] ?? next;
			at = found.index + 2;
		} else if (next === "'") {
			if (keep) value += "'";
			at = found.index + 2;
		} else return { value, end: found.index + 1 };
	}
}
