import { redirect, type RequestEvent } from '@sveltejs/kit';
import { beginTalk, findPair } from '#message/server/index.ts';
import { talkEndPath } from '#message/talk.ts';
import { readForm, submit } from '#web/form.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const ctx = personalPage(event);
	const { pathname, search, searchParams } = event.url;
	if (ctx.actor.kind === 'visitor') redirect(303, `/login?to=${encodeURIComponent(pathname + search)}`);
	const to = (searchParams.get('to') ?? '').slice(0, 60);
	const talk = to ? await findPair(ctx, { handle: to }) : null;
	if (talk) redirect(303, talkEndPath(talk));
	return { to };
}

export const actions = {
	default: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			const { to = '', title, text = '' } = values;
			redirect(303, talkEndPath((await beginTalk(event.locals.ctx, { to, title, text })).talk));
		});
	},
};
