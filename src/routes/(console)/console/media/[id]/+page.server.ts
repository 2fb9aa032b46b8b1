import { redirect, type RequestEvent } from '@sveltejs/kit';
import { deletePicture, describePicture, readPicture } from '#media/server/index.ts';
import { readForm, submit } from '#web/form.ts';
import { nameThings } from '#web/name-things.ts';

export async function load({ locals, params }: RequestEvent) {
	const picture = await readPicture(locals.ctx, { id: Number(params['id']) });
	return { picture, uses: await nameThings(locals.ctx, picture.uses) };
}

export const actions = {
	save: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			const { alt = '', caption = '', x = '50', y = '50' } = values;
			const id = Number(event.params['id']);
			await describePicture(event.locals.ctx, { id, alt, caption, focus: { x, y } });
			return { saved: true };
		});
	},
	delete: async (event: RequestEvent) => {
		const gone = await submit(event, {}, () => deletePicture(event.locals.ctx, { id: Number(event.params['id']) }));
		if ('id' in gone) redirect(303, '/console/media');
		return gone;
	},
};
