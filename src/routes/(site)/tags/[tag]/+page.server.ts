import { redirect, type RequestEvent } from '@sveltejs/kit';
import { followTag, listThreads } from '#community/server/index.ts';
import { tagPath } from '#community/tag.ts';
import { threadRow } from '#community/thread-row.ts';
import { findPresentTag, listArticles, readTag } from '#content/server/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import { canonicalPath } from '#seo/head.ts';
import { storiesOf } from '#web/as-home.ts';
import { readForm, submit } from '#web/form.ts';
import { sharedOrOwn } from '#web/shared-page.ts';
import { threadBefore } from '#web/thread-place.ts';

export const csr = false;

/** Articles and threads with a tag; each list goes on by itself, on pages of its own. */
export async function load(event: RequestEvent) {
	const { url, locals } = event;
	const tag = event.params['tag'] as string;
	const before = url.searchParams.get('before') ?? undefined;
	const talk = threadBefore(url, 'talk');
	const none = { items: [], next: null };
	const read = async (ctx: Ctx) => {
		const [articles, threads, told] = await Promise.all([
			talk.before ? none : listArticles(ctx, { tag, before }),
			before ? none : listThreads(ctx, { tag, ...talk }),
			readTag(ctx, { name: tag }),
		]);
		if (!articles.items.length && !threads.items.length) throw notFound('tag');
		return { articles, threads, told };
	};
	const { found } = await sharedOrOwn(event, {}, read).catch(async (problem: unknown) => {
		const present = await findPresentTag(locals.ctx, { name: tag });
		if (present) redirect(301, tagPath(present));
		throw problem;
	});
	// Its threads are what is followed: where there are none, nothing is offered.
	if (found.threads.items.length) Object.assign(locals.shared?.note ?? locals.note ?? {}, { tag });
	return {
		tag,
		told: found.told,
		first: !before && !talk.before,
		stories: storiesOf(found.articles.items, locals.brand, locals.locale),
		next: found.articles.next,
		talks: found.threads.items.map((thread) => threadRow(thread, locals.locale, locals.brand)),
		nextTalk: found.threads.next,
		path: canonicalPath(tagPath(tag), url.searchParams, 'before', 'talk'),
	};
}

export const actions = {
	follow: async (event: RequestEvent) => {
		const tag = event.params['tag'] as string;
		const values = await readForm(event);
		return submit(event, values, async () => {
			const { ctx } = event.locals;
			if (ctx.actor.kind === 'visitor') redirect(303, `/join?to=${encodeURIComponent(tagPath(tag))}`);
			await followTag(ctx, { tag, level: (values['level'] ?? '') as never });
			redirect(303, tagPath(tag));
		});
	},
};
