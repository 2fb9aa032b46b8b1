import { Problem } from '#platform/problem.ts';
import { readSheet } from '#platform/read-sheet.ts';

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
	const sheet = readSheet(text, 'redirect.file-broken', { trim: true });
	const rows = sheet.filter(({ cells }, index) => !(index === 0 && isHeading(cells)));
	if (!rows.length) throw new Problem('redirect.file-empty', 422);
	return rows.map(({ cells: [from = '', to = '', status = ''], line }) => ({
		line,
		from,
		to,
		status: status === '' ? 301 : /^\d{3}$/.test(status) ? Number(status) : 0,
	}));
}

/** Headings name things; rows hold addresses. */
const isHeading = ([from = '']: string[]): boolean => !/[/?]/.test(from);
