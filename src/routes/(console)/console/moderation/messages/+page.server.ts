import { redirect, type RequestEvent } from '@sveltejs/kit';
import { decideReport, listReports, openReport } from '#moderation/server/index.ts';
import { readForm, submit } from '#web/form.ts';

export async function load({ locals: { ctx }, url }: RequestEvent) {
	return { reports: await listReports(ctx, {}), decided: url.searchParams.has('decided') };
}

export const actions = {
	open: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			const { report } = await openReport(event.locals.ctx, { report: values['report'] ?? '' });
			redirect(303, `/console/moderation/messages#report-${report}`);
		});
	},
	decide: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			const { report = '', verdict, words } = values;
			const reason = (values['reason'] || null) as never;
			await decideReport(event.locals.ctx, { report, verdict: verdict as never, reason, words });
			redirect(303, '/console/moderation/messages?decided');
		});
	},
};
