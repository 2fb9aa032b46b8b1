import { redirect, type RequestEvent } from '@sveltejs/kit';
import { mayAnnounce, mayStart } from '#community/policy.ts';
import { listCategories } from '#community/server/index.ts';
import { readSaid, takePictures } from '#web/comment-pictures.ts';
import { submit } from '#web/form.ts';
import { startFromForm } from '#web/new-thread-form.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const ctx = personalPage(event);
	const wanted = event.url.searchParams.get('category') ?? '';
	const categories = await listCategories(ctx);
	const here = categories.filter(({ slug }) => slug === wanted);
	const kinds = new Set((here.length ? here : categories).flatMap((category) => category.kinds));
	return {
		joined: ctx.actor.kind !== 'visitor',
		wanted,
		/** What a new thread begins with here. */
		template: here[0]?.template ?? '',
		// In the category's own order, so that its usual kind stands first.
		kinds: [...kinds].filter((kind) => kind !== 'announcement' || mayAnnounce(ctx.actor)),
		categories: categories.filter(
			(category) =>
				ctx.actor.kind === 'visitor' ||
				mayStart(ctx.actor, { ...category, started_by: category.startedBy, barred: false }),
		),
	};
}

export const actions = {
	default: async (event: RequestEvent) => {
		const { values, files } = await readSaid(event);
		return submit(event, values, async () => {
			const pictures = await takePictures(event, values, files);
			redirect(303, (await startFromForm(event.locals.ctx, values, pictures)).path);
		});
	},
};
