import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type postgres from 'postgres';

export type Value = string | number | Date | null | readonly string[];

const escaped = (text: string): string =>
	text.replace(/[\\\n\r\t]/g, (sign) => ({ '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' })[sign] as string);

function written(value: Value): string {
	if (value === null) return '\\N';
	if (typeof value === 'number') return String(value);
	if (value instanceof Date) return value.toISOString();
	if (typeof value === 'string') return escaped(value);
	return escaped(`{${value.map((one) => `"${one.replace(/["\\]/g, '\\$&')}"`).join(',')}}`);
}

/** Loads rows with COPY, in pieces of about 256 kB. */
export async function copyRows(
	sql: postgres.TransactionSql,
	table: string,
	columns: readonly string[],
	rows: Iterable<readonly Value[]>,
): Promise<void> {
	const stream = (await sql
		.unsafe(`copy ${table} (${columns.map((name) => `"${name}"`).join(', ')}) from stdin`)
		.writable()) as Writable;
	let piece = '';
	for (const row of rows) {
		piece += `${row.map(written).join('\t')}\n`;
		if (piece.length < 262_144) continue;
		if (!stream.write(piece)) await once(stream, 'drain');
		piece = '';
	}
	stream.end(piece);
	await once(stream, 'finish');
}
