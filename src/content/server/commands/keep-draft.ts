import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { articleOfPlace, isPagePlace, keptFields, keptPlace, pageOfPlace } from '#content/kept-draft.ts';
import { mayChange, mayWrite, mayWritePage } from '#content/policy.ts';
import { findWritten } from '#content/server/find-written.ts';
import { forgetKept } from '#content/server/forget-kept.ts';
import { readDocument } from '#content/server/render-body.ts';

export const KeepDraft = z.object({
	place: keptPlace,
	/** The version of the article that it was begun from. */
	version: z.coerce.number().int().positive().nullish(),
	fields: keptFields,
	body: z.unknown(),
	/** When this window kept it last; null the first time. Another window's later text is not written over. */
	after: z.coerce.date().nullish(),
});

/** How many new articles a member may have begun without saving one; the oldest make room. */
const mostBegun = 20;

/**
 * Keeps what somebody has typed, apart from the article, so that its readers see nothing of it. Safe to run twice. Throws
 * Problem `draft.kept-elsewhere` (409) when another window of the same person kept something since.
 */
export const keepDraft = command(KeepDraft, async (ctx, { place, version, fields, body, after }) => {
	const [article, page] = [articleOfPlace(place), pageOfPlace(place)];
	if (isPagePlace(place)) authorize(ctx.actor, 'page.write', mayWritePage, null);
	else if (article) authorize(ctx.actor, 'article.write', mayChange, await findWritten(ctx, article));
	else authorize(ctx.actor, 'article.write', mayWrite, null);
	if (ctx.actor.kind !== 'member') throw new Problem('session.required', 401);
	if (page && !(await ctx.db.selectFrom('content.page').select('id').where('id', '=', page).executeTakeFirst()))
		throw notFound('page');
	const { member } = ctx.actor;
	const row = { article, page, version: version ?? null, fields, body: readDocument(body), kept: ctx.now };
	const written = await ctx.db
		.insertInto('content.kept_draft')
		.values({ member, place, ...row })
		.onConflict((conflict) =>
			conflict
				.columns(['member', 'place'])
				.doUpdateSet(row)
				.where(sql<boolean>`kept_draft.kept <= ${after ?? new Date(0)}`),
		)
		.executeTakeFirst();
	if (!written.numInsertedOrUpdatedRows) throw new Problem('draft.kept-elsewhere', 409);
	if (!article && !page) {
		const own = isPagePlace(place) ? 'new-page:%' : 'new:%';
		await ctx.db
			.deleteFrom('content.kept_draft')
			.where('member', '=', member)
			.where('place', 'like', own)
			.where('place', 'not in', (begun) =>
				begun
					.selectFrom('content.kept_draft')
					.select('place')
					.where('member', '=', member)
					.where('place', 'like', own)
					.orderBy('kept', 'desc')
					.limit(mostBegun),
			)
			.execute();
	}
	return { kept: ctx.now };
});

/** Gives up what the actor had kept at a place. Safe to run twice. */
export const discardDraft = command(z.object({ place: keptPlace }), async (ctx, { place }) => {
	authorize(ctx.actor, 'article.write', mayWrite, null);
	await forgetKept(ctx, place);
});
