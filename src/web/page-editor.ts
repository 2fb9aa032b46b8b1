import { isDeepStrictEqual } from 'node:util';
import type { RequestEvent } from '@sveltejs/kit';
import { authorize } from '#platform/actor.ts';
import { randomToken } from '#platform/token.ts';
import { mayWritePage } from '#content/policy.ts';
import { listBegun, listPageDrafts, readKept, readPageDraft } from '#content/server/index.ts';

const memberOf = ({ locals: { actor } }: RequestEvent): number => (actor.kind === 'member' ? actor.member : 0);

/** What the editor of a page shows, and what its writer had typed without saving it. */
export async function editPage(event: RequestEvent, id: string) {
	const { ctx } = event.locals;
	const page = await readPageDraft(ctx, { id });
	const place = `page:${page.id}`;
	const [kept, others] = await Promise.all([readKept(ctx, { place }), listPageDrafts(ctx, {})]);
	// What arrived after the save that held the same text is nothing to be offered.
	const same = kept && kept.fields['title'] === page.title && isDeepStrictEqual(kept.body, page.body);
	const { searchParams } = event.url;
	return {
		page,
		others,
		place,
		kept: same ? null : kept,
		taken: searchParams.has('kept'),
		saved: searchParams.has('saved'),
		member: memberOf(event),
	};
}

/** What the editor of a new page shows; `?kept=new-page:KEY` goes on with one that was begun. */
export async function editNewPage(event: RequestEvent) {
	const { ctx, actor } = event.locals;
	authorize(actor, 'page.write', mayWritePage, null);
	const asked = event.url.searchParams.get('kept');
	const kept = asked ? await readKept(ctx, { place: asked }) : null;
	return {
		page: null,
		others: await listPageDrafts(ctx, {}),
		place: kept?.place ?? `new-page:${randomToken(12)}`,
		kept,
		taken: kept !== null,
		saved: false,
		member: memberOf(event),
		begun: kept ? [] : await listBegun(ctx, { pages: true }),
	};
}
