import { redirect, type RequestEvent } from '@sveltejs/kit';
import { changeReminder, readOwnTicket, signOff } from '#gathering/server/index.ts';
import { ticketPath } from '#gathering/gathering.ts';
import { ticketAddress } from '#gathering/ticket.ts';
import { qrSvg } from '#ui/qr-svg.ts';
import { readForm, submit } from '#web/form.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const ctx = personalPage(event);
	const path = ticketPath(Number(event.params['ticket']));
	if (ctx.actor.kind !== 'member') redirect(303, `/login?to=${path}`);
	const ticket = await readOwnTicket(ctx, { ticket: event.params['ticket'] });
	return { ticket, now: ctx.now, picture: ticket.seated ? qrSvg(ticketAddress(ctx.site.url, ticket.code)) : null };
}

export const actions = {
	off: (event: RequestEvent) =>
		submit(event, {}, async () => {
			await signOff(event.locals.ctx, { ticket: event.params['ticket'] });
			redirect(303, '/account/events?off');
		}),
	reminder: async (event: RequestEvent) => {
		const { wanted } = await readForm(event);
		return submit(event, {}, async () => {
			await changeReminder(event.locals.ctx, { ticket: event.params['ticket'], wanted: wanted === 'yes' });
			redirect(303, event.url.pathname);
		});
	},
};
