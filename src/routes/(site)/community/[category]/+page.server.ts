import { redirect, type RequestEvent } from '@sveltejs/kit';
import { findMovedCategory, followCategory, listThreads, readCategory } from '#community/server/index.ts';
import { canonicalPath } from '#seo/head.ts';
import { readForm, submit } from '#web/form.ts';
import { sharedPage } from '#web/shared-page.ts';
import { threadBefore, threadShow } from '#web/thread-place.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const ctx = sharedPage(event, { reads: 'community' });
	const slug = event.params['category'] as string;
	const category = await readCategory(ctx, { slug }).catch(async (problem: unknown) => {
		const path = await findMovedCategory(ctx, { slug });
		if (path) redirect(301, path);
		throw problem;
	});
	sharedPage(event, { category: category.id });
	const before = threadBefore(event.url);
	const narrowed = threadShow(event.url);
	const threads = await listThreads(ctx, { category: category.id, ...before, ...narrowed, pins: true });
	return {
		category,
		pinned: threads.pinned,
		threads: threads.items,
		next: threads.next,
		first: !before.before,
		show: narrowed.show ?? null,
		path: canonicalPath(category.path, event.url.searchParams, 'show', 'before'),
	};
}

export const actions = {
	follow: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			const { ctx } = event.locals;
			const { id, path } = await readCategory(ctx, { slug: event.params['category'] as string });
			if (ctx.actor.kind === 'visitor') redirect(303, `/join?to=${encodeURIComponent(path)}`);
			await followCategory(ctx, { category: id, level: (values['level'] ?? '') as never });
			redirect(303, path);
		});
	},
};
