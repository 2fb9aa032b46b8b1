import { parse } from 'csv-parse/sync';
import { Problem } from '#platform/problem.ts';

/** Most characters of a file of redirects. */
export const longestRedirectFile = 4_000_000;

export interface RedirectRow {
	line: number;
	from: string;
	to: string;
	status: number;
}

/**
 * The rows of a CSV file of redirects: from, to, status (301 when left out); commas, semicolons or tabs, with or
 * without a line of headings. Throws Problem `redirect.file-broken`, `redirect.file-empty`, `redirect.file-too-long` (422).
 */
export function readRedirectFile(text: string): RedirectRow[] {
	if (text.length > longestRedirectFile) throw new Problem('redirect.file-too-long', 422, { megabytes: 4 });
	const [first = ''] = text.replace(/^\ufeff/, '').split(/\r?\n/, 1);
	const delimiter = ['\t', ';', ','].find((sign) => first.includes(sign)) ?? ',';
	let read: { record: string[]; info: { lines: number } }[];
	try {
		read = parse(text, {
			bom: true,
			delimiter,
			info: true,
			relax_column_count: true,
			skip_empty_lines: true,
			trim: true,
		}) as unknown as typeof read;
	} catch (error) {
		throw new Problem('redirect.file-broken', 422, { line: Number((error as { lines?: number }).lines ?? 0) });
	}
	const rows = read.filter(({ record }, index) => !(index === 0 && isHeading(record)));
	if (!rows.length) throw new Problem('redirect.file-empty', 422);
	return rows.map(({ record: [from = '', to = '', status = ''], info }) => ({
		line: info.lines,
		from,
		to,
		status: status === '' ? 301 : /^\d{3}$/.test(status) ? Number(status) : 0,
	}));
}

/** Headings name things; rows hold addresses. */
const isHeading = ([from = '']: string[]): boolean => !/[/?]/.test(from);
