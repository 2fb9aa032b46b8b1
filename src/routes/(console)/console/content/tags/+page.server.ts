import { redirect, type RequestEvent } from '@sveltejs/kit';
import { mayArrange } from '#content/policy.ts';
import { describeTag, listTagWords, removeTag, renameTag } from '#content/server/index.ts';
import { readForm, submit } from '#web/form.ts';

export const load = async ({ locals: { ctx, actor }, url }: RequestEvent) => ({
	tags: await listTagWords(ctx, {}),
	mayArrange: mayArrange(actor),
	open: url.searchParams.get('tag'),
});

export const actions = {
	describe: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			await describeTag(event.locals.ctx, { name: values['name'] ?? '', description: values['description'] ?? '' });
			redirect(303, '/console/content/tags');
		});
	},
	remove: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			await removeTag(event.locals.ctx, { name: values['name'] ?? '' });
			redirect(303, '/console/content/tags');
		});
	},
	rename: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			const { name = '', to = '' } = values;
			await renameTag(event.locals.ctx, { name, to, merge: 'merge' in values });
			redirect(303, '/console/content/tags');
		});
	},
};
