import { Readable } from 'node:stream';
import type { RequestEvent } from '@sveltejs/kit';
import { findingsCsv, readRun } from '#transfer/server/index.ts';
import { answerProblem } from '#web/answer-problem.ts';

/** What a run could not carry, for a spreadsheet. */
export async function GET(event: RequestEvent) {
	return answerProblem(event, async () => {
		const { ctx, locale } = event.locals;
		const { id } = await readRun(ctx, { id: event.params['id'] });
		const text = Readable.from(findingsCsv(ctx, id, locale), { objectMode: false });
		return new Response(Readable.toWeb(text) as ReadableStream<Uint8Array>, {
			headers: {
				'content-type': 'text/csv; charset=utf-8',
				'content-disposition': `attachment; filename="transfer-${id}.csv"`,
			},
		});
	});
}
