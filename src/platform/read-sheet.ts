import { parse } from 'csv-parse/sync';
import { Problem } from '#platform/problem.ts';

/** A row of a sheet, and the line of the file at which it ended. */
export interface SheetRow {
	line: number;
	cells: string[];
}

/**
 * The text of a file that a spreadsheet saved: UTF-8; UTF-16 when it says so; or Big5, which Excel writes in Taiwan when it is not
 * asked. Null when it is none of them.
 */
export function decodeSheet(bytes: Uint8Array): string | null {
	const marked = ['fffe', 'feff'].indexOf(Buffer.from(bytes.subarray(0, 2)).toString('hex'));
	const encodings = marked < 0 ? ['utf-8', 'big5'] : [['utf-16le', 'utf-16be'][marked] as string];
	for (const encoding of encodings) {
		try {
			const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
			// Big5 reads nearly anything; what no text has tells a picture or a workbook from a sheet.
			return text.includes('\0') ? null : text;
		} catch {
			// Then it is the next one.
		}
	}
	return null;
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
