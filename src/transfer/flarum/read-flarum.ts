import { Problem } from '#platform/problem.ts';
import { forumPlace } from '#transfer/forum/forum-place.ts';
import { findFiles, firstBytes, readPieces } from '#transfer/reading/open-files.ts';
import type { TableRow } from '#transfer/reading/read-copy.ts';
import { readInserts } from '#transfer/reading/read-inserts.ts';
import { readJson } from '#transfer/reading/read-json.ts';
import { itemsOfTables } from '#transfer/flarum/table-items.ts';
import { surveyTables } from '#transfer/flarum/survey-tables.ts';
import type { Reading, ReadingOptions, ReadingWorld } from '#transfer/source.ts';

/** Rows of the tables with these names, whatever prefix they have. */
export type Rows = (tables: readonly string[]) => AsyncIterable<{ table: string; row: TableRow }>;

/**
 * Opens a dump of Flarum's MySQL (`mysqldump`, or what phpMyAdmin exports as SQL or JSON), gzip or not. Its tables stand in the order of their names,
 * so it is gone through four times. Throws Problem `transfer.wrong-file`, `transfer.broken`.
 */
export async function openFlarum(place: string, options: ReadingOptions, world: ReadingWorld): Promise<Reading> {
	const { files } = await findFiles(place, ['.sql', '.sql.gz', '.json', '.json.gz']);
	const file = files[0] as string;
	const { total } = await findFiles(file, []);
	const head = (await firstBytes(file))
		.toString('utf8')
		.replace(/^\uFEFF/, '')
		.trimStart();
	const json = head.startsWith('[');
	let position = 0;
	const rows: Rows = (tables) => {
		const pieces = readPieces(file, (bytes) => void (position += bytes), world.signal);
		const isOne = (table: string): boolean => tables.some((name) => table === name || table.endsWith(`_${name}`));
		return named(json ? jsonRows(pieces, isOne) : readInserts(pieces, isOne), tables);
	};
	const survey = await surveyTables(rows);
	if (!survey.users.size || !survey.seen.has('discussions') || !survey.seen.has('posts'))
		throw new Problem('transfer.wrong-file', 422, { source: 'Flarum' });
	return {
		...forumPlace('flarum', '/assets/', options, world),
		items() {
			position = 0;
			return itemsOfTables(survey, rows);
		},
		progress: () => ({ position: Math.min(position, total * 3), total: total * 3 }),
	};
}

/** The table without its prefix: the longest of the names that it ends in. */
async function* named(rows: AsyncIterable<{ table: string; row: TableRow }>, tables: readonly string[]) {
	const known = new Map<string, string>();
	for await (const { table, row } of rows) {
		const name =
			known.get(table) ??
			tables
				.filter((one) => table === one || table.endsWith(`_${one}`))
				.sort((one, other) => other.length - one.length)[0] ??
			table;
		known.set(table, name);
		yield { table: name, row };
	}
}

/** phpMyAdmin's JSON: a list of tables, each with its name before its rows. */
async function* jsonRows(pieces: AsyncIterable<Uint8Array>, isOne: (table: string) => boolean) {
	let table = '';
	for await (const { path, value } of readJson(pieces, ['$.*.name', '$.*.data.*']))
		if (path.at(-1) === 'name') table = String(value);
		else if (isOne(table)) yield { table, row: textual(value as Record<string, unknown>) };
}

const textual = (row: Record<string, unknown>): TableRow =>
	Object.fromEntries(
		Object.entries(row).map(([name, value]) => [name, value === null || value === undefined ? null : String(value)]),
	);
