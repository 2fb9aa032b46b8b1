/** A table as pg_dump writes it. */
export function fixtureCopy(table: string, rows: readonly Record<string, string | number | boolean | null>[]): string {
	const columns = Object.keys(rows[0] ?? {});
	const cell = (value: string | number | boolean | null | undefined): string =>
		value === null || value === undefined
			? '\\N'
			: typeof value === 'boolean'
				? value
					? 't'
					: 'f'
				: String(value).replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n');
	const lines = rows.map((row) => columns.map((name) => cell(row[name])).join('\t'));
	return `COPY public.${table} (${columns.map((name) => (name === 'primary' ? '"primary"' : name)).join(', ')}) FROM stdin;\n${lines.map((line) => `${line}\n`).join('')}\\.\n\n`;
}

export const fixtureDumpHead =
	'--\n-- PostgreSQL database dump\n--\n\n-- Dumped from database version 15.8\n\nSET statement_timeout = 0;\nCREATE TABLE public.posts (\n    id integer NOT NULL\n);\n\n';
