import { parse } from 'csv-parse/sync';
import { Problem } from '#platform/problem.ts';

/** A row of a sheet, and the line of the file at which it ended. */
export interface SheetRow {
	line: number;
	cells: string[];
}

/** What parts the cells of a CSV file, by its first line: tabs, semicolons or commas. */
export function delimiterOf(text: string): string {
	const [first = ''] = text.replace(/^\ufeff/, '').split(/\r?\n/, 1);
	return ['\t', ';', ','].find((sign) => first.includes(sign)) ?? ',';
}

/**
 * The rows of a small CSV file, headings and all, without empty ones; rows may be of different lengths. `trim` takes spaces
 * away around cells. Throws Problem `broken` (422) with the line where the file cannot be read on.
 */
export function readSheet(text: string, broken: string, { trim = false } = {}): SheetRow[] {
	try {
		const rows = parse(text, {
			bom: true,
			delimiter: delimiterOf(text),
			info: true,
			relax_column_count: true,
			skip_empty_lines: true,
			skip_records_with_empty_values: true,
			trim,
		}) as unknown as { record: string[]; info: { lines: number } }[];
		return rows.map(({ record, info }) => ({ line: info.lines, cells: record }));
	} catch (error) {
		throw new Problem(broken, 422, { line: Number((error as { lines?: number }).lines ?? 0) });
	}
}
