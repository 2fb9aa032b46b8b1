import { redirect, type RequestEvent } from '@sveltejs/kit';
import { blockMember } from '#membership/server/index.ts';
import { findMessage, takeBackMessage } from '#message/server/index.ts';
import { talkEndPath } from '#message/talk.ts';
import { listOwnReports, reportMessage } from '#moderation/server/index.ts';
import { readForm, submit } from '#web/form.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;

const talkOf = (event: RequestEvent): number => Number(event.params['talk']);
const messageOf = (event: RequestEvent): string => event.params['message'] ?? '';

export async function load(event: RequestEvent) {
	const ctx = personalPage(event);
	if (ctx.actor.kind === 'visitor') redirect(303, `/login?to=${encodeURIComponent(event.url.pathname)}`);
	const found = await findMessage(ctx, { talk: event.params['talk'] ?? '', message: messageOf(event) });
	return { ...found, standing: (await listOwnReports(ctx, { messages: [found.said.id] }))[found.said.id] ?? null };
}

export const actions = {
	takeBack: async (event: RequestEvent) =>
		submit(event, {}, async () => {
			const { talk } = await takeBackMessage(event.locals.ctx, { message: messageOf(event) });
			redirect(303, talkEndPath(talk));
		}),
	report: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			await reportMessage(event.locals.ctx, {
				message: messageOf(event),
				reason: values['reason'] as never,
				words: values['words'],
			});
			return { reported: true };
		});
	},
	block: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			await blockMember(event.locals.ctx, { member: values['member'] ?? '' });
			redirect(303, talkEndPath(talkOf(event)));
		});
	},
};
