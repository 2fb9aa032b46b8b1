import { redirect, type RequestEvent } from '@sveltejs/kit';
import { listTalks, openDoor, readDoor, searchMessages } from '#message/server/index.ts';
import { readForm, submit } from '#web/form.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const ctx = personalPage(event);
	if (ctx.actor.kind === 'visitor') redirect(303, '/login?to=/messages');
	const before = event.url.searchParams.get('before') ?? undefined;
	const words = (event.url.searchParams.get('q') ?? '').trim().slice(0, 100);
	const [talks, door, found] = await Promise.all([
		listTalks(ctx, { before }),
		readDoor(ctx, {}),
		words ? searchMessages(ctx, { words }) : null,
	]);
	return { talks, door, found, words, first: !before };
}

export const actions = {
	door: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			await openDoor(event.locals.ctx, { open: values['open'] === 'yes' });
			redirect(303, '/messages');
		});
	},
};
