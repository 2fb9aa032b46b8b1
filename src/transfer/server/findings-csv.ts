import type { Ctx } from '#platform/context/context.ts';
import type { Locale } from '#platform/language/locale.ts';
import { transferText } from '#transfer/messages/index.ts';
import { sayKind, sayNote } from '#transfer/say-run.ts';
import { listFindings } from '#transfer/server/queries/read-run.ts';

/** The whole list of what a run could not carry, as CSV that a spreadsheet opens, piece by piece. */
export async function* findingsCsv(ctx: Ctx, run: number, locale: Locale): AsyncGenerator<string> {
	const say = transferText(locale);
	// The mark tells a spreadsheet that it is UTF-8.
	yield `\uFEFF${[say('list.kind'), say('list.id'), say('list.title'), say('list.came'), say('list.why')].map(cell).join(',')}\r\n`;
	let after = 0;
	for (;;) {
		const rows = await listFindings(ctx, { id: run, after });
		if (!rows.length) return;
		yield rows
			.map((row) =>
				[
					sayKind(locale, row.kind),
					row.foreign_id,
					row.title,
					say(row.lost ? 'list.came.no' : 'list.came.partly'),
					sayNote(locale, row.code, row.details as Record<string, string | number>),
				]
					.map(cell)
					.join(','),
			)
			.map((line) => `${line}\r\n`)
			.join('');
		after = (rows.at(-1) as (typeof rows)[number]).id;
	}
}

/** A cell; what a spreadsheet would take for a formula is marked as text. */
const cell = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
