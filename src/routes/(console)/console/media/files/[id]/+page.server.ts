import { redirect, type RequestEvent } from '@sveltejs/kit';
import { deleteFile, readFile } from '#media/server/index.ts';
import { submit } from '#web/form.ts';
import { nameThings } from '#web/name-things.ts';

export async function load({ locals, params }: RequestEvent) {
	const file = await readFile(locals.ctx, { id: Number(params['id']) });
	return { file, uses: await nameThings(locals.ctx, file.uses) };
}

export const actions = {
	delete: async (event: RequestEvent) => {
		const gone = await submit(event, {}, () => deleteFile(event.locals.ctx, { id: Number(event.params['id']) }));
		if ('id' in gone) redirect(303, '/console/media/files');
		return gone;
	},
};
