import type { RequestEvent } from '@sveltejs/kit';
import { countKeptMail, listMail } from '#platform/mail/list-mail.ts';
import { sendKeptMail, sendMailAgain } from '#platform/mail/send-kept.ts';
import { readForm, submit } from '#web/form.ts';

export async function load({ locals: { ctx }, url }: RequestEvent) {
	const mails = await listMail(ctx, { before: url.searchParams.get('before') ?? undefined });
	const server = ctx.settings.smtpUrl !== null;
	return { mails, server, kept: server ? await countKeptMail(ctx, {}) : null };
}

export const actions = {
	again: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, () => sendMailAgain(event.locals.ctx, { id: values['id'] ?? '' }));
	},
	kept: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => ({
			sending: await sendKeptMail(event.locals.ctx, { old: values['old'] === 'yes' }),
		}));
	},
};
