import type { RequestEvent } from '@sveltejs/kit';
import type { Problem, FieldProblem } from '#platform/problem.ts';
import type { Locale } from '#platform/language/locale.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { readPostFile } from '#publishing/post-file.ts';
import { importDrafts } from '#publishing/server/index.ts';
import { submit } from '#web/form.ts';
import { sayField, sayProblem } from '#web/say-problem.ts';
import { withSheet } from '#web/with-sheet.ts';

/** A file of posts: looked through (`dryRun`) or brought in. What was read is given back, to be brought in next. */
export const importPostFile = (dryRun: boolean) => (event: RequestEvent) =>
	withSheet(event, (text, said) => {
		const { ctx, brand, locale } = event.locals;
		const zone = said('zone') || brand.timeZone;
		const anyway = said('anyway') === 'yes';
		return submit(event, { text, zone }, async () => {
			if (!Intl.supportedValuesOf('timeZone').includes(zone) && zone !== brand.timeZone && zone !== 'UTC')
				throw invalidInput([{ path: 'zone', key: 'wrong' }]);
			const reports = await importDrafts(ctx, { rows: readPostFile(text, zone), dryRun, anyway });
			const rows = reports.map(({ problem, ...row }) => ({ ...row, reason: problem ? sayWhole(locale, problem) : '' }));
			const count = (outcome: string): number => rows.filter((row) => row.outcome === outcome).length;
			return { dryRun, text, zone, rows, made: count('new'), known: count('known'), refused: count('refused') };
		});
	});

/** A refusal with what it says of single fields: a row of a file has no fields to show it at. */
function sayWhole(locale: Locale, problem: Problem): string {
	const fields = (problem.details['fields'] ?? []) as FieldProblem[];
	const said = [...new Set(fields.map(({ key }) => sayField(locale, key)))];
	return said.length ? said.join(' ') : sayProblem(locale, problem);
}
