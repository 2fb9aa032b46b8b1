import { redirect, type RequestEvent } from '@sveltejs/kit';
import { findMovedCategory, followCategory, listThreads, readCategory } from '#community/server/index.ts';
import { canonicalPath } from '#seo/head.ts';
import { readForm, submit } from '#web/form.ts';
import { sharedOrOwn } from '#web/shared-page.ts';
import { threadBefore, threadShow } from '#web/thread-place.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const slug = event.params['category'] as string;
	const read = sharedOrOwn(event, { reads: 'community' }, (reader) => readCategory(reader, { slug }));
	const { ctx, found: category } = await read.catch(async (problem: unknown) => {
		const path = await findMovedCategory(event.locals.ctx, { slug });
		if (path) redirect(301, path);
		throw problem;
	});
	Object.assign(event.locals.shared?.note ?? event.locals.note ?? {}, { category: category.id });
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
