import type { RequestEvent } from '@sveltejs/kit';
import { listMail, sendMailAgain } from '#platform/mail/list-mail.ts';
import { readForm, submit } from '#web/form.ts';

export async function load({ locals, url }: RequestEvent) {
	const mails = await listMail(locals.ctx, { before: url.searchParams.get('before') ?? undefined });
	return { mails, server: locals.ctx.settings.smtpUrl !== null };
}

export const actions = {
	again: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, () => sendMailAgain(event.locals.ctx, { id: values['id'] ?? '' }));
	},
};
