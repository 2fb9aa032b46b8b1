import type { RequestEvent } from '@sveltejs/kit';
import { readThread } from '#community/server/index.ts';
import { notFound } from '#platform/problem.ts';
import { dressOf } from '#embed/dress.ts';
import { listHosts } from '#embed/server/index.ts';
import { sharedPage } from '#web/shared-page.ts';
import { threadPlace } from '#web/thread-place.ts';

export const csr = false;

/** A conversation in a frame: the same for everybody, as no cookie reaches it there. */
export async function load(event: RequestEvent) {
	const id = Number(event.params['id']);
	if (!dressOf(event.url.pathname) || !Number.isSafeInteger(id) || id < 1) throw notFound('page');
	const ctx = sharedPage(event, { thread: id });
	const hosts = await listHosts(ctx, {});
	return { hosts, thread: await readThread(ctx, { thread: id, ...threadPlace(event.url) }) };
}
