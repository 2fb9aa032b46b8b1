import { redirect, type RequestEvent } from '@sveltejs/kit';
import { houseKinds } from '#community/kind.ts';
import { mayAnnounce, mayStart } from '#community/policy.ts';
import { keepBegun, listCategories, listTagNames, readBegun } from '#community/server/index.ts';
import { dropThread, holdThread, readHeldThread } from '#web/begun-thread.ts';
import { leavePictures, readSaid, takePictures } from '#web/comment-pictures.ts';
import { submit } from '#web/form.ts';
import { startFromForm } from '#web/new-thread-form.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const ctx = personalPage(event);
	const joined = ctx.actor.kind !== 'visitor';
	const [categories, own, held] = await Promise.all([
		listCategories(ctx),
		joined ? readBegun(ctx, {}) : null,
		joined ? readHeldThread(event, ctx) : null,
	]);
	const asked = event.url.searchParams;
	return {
		joined,
		wanted: asked.get('category') ?? '',
		/** What a member has begun, for the script that goes on with it; and what stands in the form by itself. */
		own,
		begun: held ?? (asked.has('draft') ? own : null),
		held: held !== null,
		tags: await listTagNames(ctx),
		categories: categories
			.filter((category) =>
				joined
					? mayStart(ctx.actor, { ...category, started_by: category.startedBy, barred: false })
					: category.startedBy === 'members',
			)
			.map((category) => ({
				...category,
				// In the category's own order, so that its usual kind stands first.
				kinds: category.kinds.filter((kind) => !houseKinds.includes(kind) || mayAnnounce(ctx.actor)),
			})),
	};
}

export const actions = {
	default: async (event: RequestEvent) => {
		const { values, files } = await readSaid(event);
		const { ctx } = event.locals;
		// The script of the form keeps what is being written.
		if (event.url.searchParams.has('keep'))
			return submit(event, {}, () => keepBegun(ctx, { ...values, kind: (values['kind'] ?? '') as never }));
		if (ctx.actor.kind === 'visitor') {
			await leavePictures(files);
			return submit(event, values, () => holdThread(event, values));
		}
		return submit(event, values, async () => {
			const pictures = await takePictures(event, values, files);
			const { path } = await startFromForm(ctx, values, pictures);
			await dropThread(event);
			redirect(303, path);
		});
	},
};
