import type { RequestEvent } from '@sveltejs/kit';
import type { Ctx } from '#platform/context/context.ts';
import { longestQuestion } from '#search/entry.ts';
import { lastPage, mostFound, search, suggest } from '#search/server/index.ts';
import { rateLimit } from '#web/rate-limit.ts';

/** A person reads between two searches; a machine that does not is slowed down. */
const limit = rateLimit(15, 30);

/**
 * The page of a search: what the asker may see. It is made at each request and never kept, or random questions would push
 * every other page out of the cache; and it is nothing for a search engine.
 */
export async function searchPage(event: RequestEvent) {
	const { ctx, front } = event.locals;
	const question = (event.url.searchParams.get('q') ?? '').slice(0, longestQuestion);
	event.setHeaders({ 'x-robots-tag': 'noindex', 'cache-control': 'private, no-store' });
	const joined = ctx.actor.kind !== 'visitor';
	const given = event.url.searchParams.get('page') ?? '1';
	// What is no page is the first.
	const page = /^\d$/.test(given) && Number(given) >= 1 && Number(given) <= lastPage ? Number(given) : 1;
	const from = (page - 1) * mostFound;
	if (!question.trim()) return { question: '', items: [], total: 0, page, from, last: true, corrected: null, joined };
	limit.take(front.address, ctx.now.getTime());
	const clean = storable(question);
	const found = await search(ctx, { question: clean, page });
	return { ...found, question: clean, page, from, last: found.total <= from + mostFound, joined };
}

/** What cannot be stored cannot be found either. */
const storable = (question: string): string => question.replace(/\0/g, '').replace(/\p{Surrogate}/gu, '');

/** Threads that these words may mean and the asker may read, for whoever points to one: by their short address, which leads to the whole one. */
export const suggestThreads = async (ctx: Ctx, words: string): Promise<{ name: string; path: string }[]> =>
	(words.trim() ? await suggest(ctx, { question: storable(words) }) : [])
		.filter(({ kind }) => kind === 'thread')
		.map(({ title, path }) => ({ name: title, path: path.replace(/(\/\d+)-[^/]*$/, '$1') }));

/** Whoever types asks at every pause. */
const typing = rateLimit(30, 120);

/** What whoever types may mean, as JSON: titles that they may see. Never kept, as the page of a search. */
export async function suggestions(event: RequestEvent): Promise<Response> {
	const { ctx, front } = event.locals;
	typing.take(front.address, ctx.now.getTime());
	const question = storable((event.url.searchParams.get('q') ?? '').slice(0, longestQuestion));
	return Response.json(question.trim() ? await suggest(ctx, { question }) : [], {
		headers: { 'x-robots-tag': 'noindex', 'cache-control': 'private, no-store' },
	});
}
