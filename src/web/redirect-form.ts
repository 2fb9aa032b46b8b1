import type { RequestEvent } from '@sveltejs/kit';
import { Problem } from '#platform/problem.ts';
import { seoText } from '#seo/messages/index.ts';
import { readRedirectFile } from '#seo/read-redirect-file.ts';
import { addRedirects } from '#seo/server/index.ts';
import { readForm, submit } from '#web/form.ts';
import { withSheet } from '#web/with-sheet.ts';

/** One redirect from a form; a refusal is said as the form's trouble. */
export async function addOneRedirect(event: RequestEvent) {
	const values = await readForm(event);
	return submit(event, values, async () => {
		const { from = '', to = '', status = '301' } = values;
		const report = await addRedirects(event.locals.ctx, { rows: [{ from, to, status: Number(status) }] });
		const [refused] = report.refused;
		if (refused) {
			const reason = seoText(event.locals.locale)(`redirect.refusal.${refused.reason}`);
			throw new Problem('redirect.refused', 422, { reason });
		}
		return { added: report.added + report.changed > 0, shortened: report.shortened > 0 };
	});
}

/** Refused lines that a report lists. */
const mostListed = 200;

/** A file of redirects: looked through (`dryRun`) or brought in. What was read is given back, to be brought in next. */
export const importRedirects = (dryRun: boolean) => (event: RequestEvent) =>
	withSheet(event, (text) =>
		submit(event, { text }, async () => {
			const report = await addRedirects(event.locals.ctx, { rows: readRedirectFile(text), dryRun, origin: 'csv' });
			const { refused, ...counts } = report;
			return { dryRun, text, ...counts, refusedCount: refused.length, refused: refused.slice(0, mostListed) };
		}),
	);
