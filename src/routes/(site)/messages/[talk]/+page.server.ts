import { redirect, type RequestEvent } from '@sveltejs/kit';
import { hushTalk, leaveTalk, readTalk, seeTalk, sendMessage } from '#message/server/index.ts';
import { talkEndPath } from '#message/talk.ts';
import { listOwnReports } from '#moderation/server/index.ts';
import { readForm, submit } from '#web/form.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;

const talkOf = (event: RequestEvent): string => event.params['talk'] ?? '';

export async function load(event: RequestEvent) {
	const ctx = personalPage(event);
	if (ctx.actor.kind === 'visitor') redirect(303, `/login?to=${encodeURIComponent(event.url.pathname)}`);
	const before = /^\d{1,15}$/.exec(event.url.searchParams.get('before') ?? '')?.[0];
	const talk = await readTalk(ctx, { talk: talkOf(event), before: before || undefined });
	if (talk.newest) await seeTalk(ctx, { talk: talk.id, upTo: talk.newest });
	return { talk, standing: await listOwnReports(ctx, { messages: talk.messages.map(({ id }) => id) }) };
}

export const actions = {
	send: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			const { talk } = await sendMessage(event.locals.ctx, { talk: talkOf(event), text: values['text'] ?? '' });
			redirect(303, talkEndPath(talk));
		});
	},
	hush: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			await hushTalk(event.locals.ctx, { talk: talkOf(event), on: values['on'] === 'yes' });
			redirect(303, event.url.pathname);
		});
	},
	leave: async (event: RequestEvent) =>
		submit(event, {}, async () => {
			await leaveTalk(event.locals.ctx, { talk: talkOf(event) });
			redirect(303, '/messages');
		}),
};
