import { isDeepStrictEqual } from 'node:util';
import type { RequestEvent } from '@sveltejs/kit';
import { authorize } from '#platform/actor.ts';
import { randomToken } from '#platform/token.ts';
import { mayWrite } from '#content/policy.ts';
import { listBegun, readDraft, readKept } from '#content/server/index.ts';

const memberOf = ({ locals: { actor } }: RequestEvent): number => (actor.kind === 'member' ? actor.member : 0);

/** What the editor of an article shows, and what its writer had typed without saving it. */
export async function editArticle(event: RequestEvent, id: string) {
	const { ctx } = event.locals;
	const article = await readDraft(ctx, { id });
	const place = `article:${article.id}`;
	const kept = await readKept(ctx, { place });
	// What arrived after the save that held the same text is nothing to be offered.
	const same = kept && kept.fields['title'] === article.title && isDeepStrictEqual(kept.body, article.body);
	const { searchParams } = event.url;
	return {
		article,
		place,
		kept: same ? null : kept,
		taken: searchParams.has('kept'),
		saved: searchParams.has('saved') || searchParams.has('published'),
		member: memberOf(event),
	};
}

/** What the editor of a new article shows; `?kept=new:KEY` goes on with one that was begun. */
export async function editNew(event: RequestEvent) {
	const { ctx, actor } = event.locals;
	authorize(actor, 'article.write', mayWrite, null);
	const asked = event.url.searchParams.get('kept');
	const kept = asked ? await readKept(ctx, { place: asked }) : null;
	return {
		article: null,
		place: kept?.place ?? `new:${randomToken(12)}`,
		kept,
		taken: kept !== null,
		saved: false,
		member: memberOf(event),
		begun: kept ? [] : await listBegun(ctx, {}),
	};
}
