import { maySendMailings } from '#notification/policy.ts';
import { isDeepStrictEqual } from 'node:util';
import type { RequestEvent } from '@sveltejs/kit';
import { authorize, type Actor } from '#platform/actor.ts';
import type { Locale } from '#platform/language/locale.ts';
import { randomToken } from '#platform/token.ts';
import { mayChangePublished, mayDelete, mayNarrow, mayPublish, mayReview, mayWrite } from '#content/policy.ts';
import {
	listBegun,
	listNotes,
	listSeries,
	listSiblings,
	listUnlinked,
	listWriters,
	noticeProposal,
	pictureIds,
	readDesk,
	readDraft,
	readKept,
} from '#content/server/index.ts';
import { findPictures } from '#media/server/index.ts';
import { listSegments } from '#membership/server/index.ts';
import type { Surroundings } from '#content/ui/edited-article.ts';

const memberOf = ({ locals: { actor } }: { locals: { actor: Actor } }): number =>
	actor.kind === 'member' ? actor.member : 0;

/** What stands around an article while it is written; a new one has no more than the house has. */
async function surroundings(
	{ locals: { ctx, actor } }: RequestEvent,
	article: Awaited<ReturnType<typeof readDraft>> | null,
): Promise<Surroundings> {
	const [writers, series, { reviewRequired, slugStyle }, siblings, notes, proposal, segments, unlinked, pictures] =
		await Promise.all([
			listWriters(ctx, {}),
			listSeries(ctx, {}),
			readDesk(ctx, {}),
			article ? listSiblings(ctx, { article: article.id }) : [],
			article ? listNotes(ctx, { article: article.id }) : [],
			article ? noticeProposal(ctx, { article: article.id }) : null,
			mayNarrow(actor) ? listSegments(ctx, {}) : [],
			article ? listUnlinked(ctx, { locale: article.locale as Locale }) : [],
			findPictures(ctx, article ? pictureIds(article.body) : []),
		]);
	const own = { author: memberOf({ locals: { actor } }), version: 1, approved_version: null, published: null };
	const judged = { ...(article ?? own), reviewRequired: reviewRequired !== null };
	return {
		writers,
		series,
		siblings,
		unlinked: siblings.length ? [] : unlinked,
		pictures: [...new Set(article ? pictureIds(article.body) : [])].flatMap((id) => pictures.get(id) ?? []),
		notes,
		slugStyle,
		proposal,
		segments: segments.map(({ id: segment, name }) => ({ id: segment, name })),
		may: {
			narrow: mayNarrow(actor),
			publish: mayPublish(actor, judged),
			review: mayReview(actor),
			delete: mayDelete(actor, judged),
			changePublished: mayChangePublished(actor, judged),
			send: maySendMailings(actor),
		},
	};
}

/** What the editor of an article shows, and what its writer had typed without saving it. */
export async function editArticle(event: RequestEvent, id: string) {
	const { ctx } = event.locals;
	const article = await readDraft(ctx, { id });
	const place = `article:${article.id}`;
	const [kept, around] = await Promise.all([readKept(ctx, { place }), surroundings(event, article)]);
	// What arrived after the save that held the same text is nothing to be offered.
	const same = kept && kept.fields['title'] === article.title && isDeepStrictEqual(kept.body, article.body);
	const { searchParams } = event.url;
	return {
		article,
		around,
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
		around: await surroundings(event, null),
		place: kept?.place ?? `new:${randomToken(12)}`,
		kept,
		taken: kept !== null,
		saved: false,
		member: memberOf(event),
		begun: kept ? [] : await listBegun(ctx, {}),
	};
}
