import { createReadStream } from 'node:fs';
import type { RequestEvent } from '@sveltejs/kit';
import { listColumns } from '#membership/member-list.ts';
import { exportMembers, importMemberList, type ImportReport } from '#membership/server/index.ts';
import { answerProblem } from '#web/answer-problem.ts';
import { submit } from '#web/form.ts';
import { readUpload } from '#web/read-upload.ts';
import { sayField } from '#web/say-problem.ts';
import { streamText } from '#web/stream-text.ts';

/** Rows that are brought in while a person waits for the page; more is the command line's. */
export const mostRows = 10_000;
const largestList = 8 * 1024 * 1024;

/** What became of a list, as its page shows it. */
export type ShownReport = ImportReport & { dry: boolean; texts: { line: number; text: string }[] };

/** The form that brings a list in: looked at first where the person wants it. */
export async function importList(event: RequestEvent) {
	const { ctx, locale } = event.locals;
	return submit(event, {}, async () => {
		const { file, fields } = await readUpload(event, 'file', largestList);
		try {
			const dry = fields['go'] !== 'yes';
			const consent = fields['consent']?.trim().slice(0, 200) || null;
			const headings = Object.fromEntries(
				Object.entries(fields).flatMap(([name, text]) =>
					name.startsWith('column-') && text.trim() ? [[name.slice(7), text.trim().slice(0, 100)]] : [],
				),
			);
			const report = await importMemberList(ctx, () => createReadStream(file.path) as AsyncIterable<Buffer>, {
				consent,
				dry,
				most: mostRows,
				headings,
			});
			const texts = report.findings.map(({ line, column, key }) => ({
				line,
				text: `${(listColumns as readonly string[]).includes(column) ? '' : `${column}: `}${sayField(locale, key)}`,
			}));
			return { report: { ...report, dry, texts } satisfies ShownReport, consent: consent ?? '', headings };
		} finally {
			await file.discard();
		}
	});
}

/** The list of members as a file that is made while it is sent. */
export const answerMemberList = (event: RequestEvent): Promise<Response> =>
	answerProblem(
		event,
		async () => {
			const segment = Number(event.url.searchParams.get('segment')) || undefined;
			const pieces = await exportMembers(event.locals.ctx, { segment });
			const answer = streamText('text/csv; charset=utf-8', pieces);
			answer.headers.set('content-disposition', 'attachment; filename="members.csv"');
			answer.headers.set('cache-control', 'no-store');
			return answer;
		},
		'/console/members',
	);
