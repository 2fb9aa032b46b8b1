import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import { mayWritePage } from '#content/policy.ts';
import { compareVersions } from '#content/server/queries/read-revision.ts';
import { renderBody } from '#content/server/render-body.ts';

const id = z.coerce.number().int().positive();

/** What the saves of a page left behind, newest first. */
export const listPageRevisions = query(
	z.object({ page: id, before: id.optional(), limit: z.number().int().min(1).max(100).default(50) }),
	async (ctx, { page, before, limit }) => {
		authorize(ctx.actor, 'page.write', mayWritePage, null);
		const found = await findPage(ctx, page);
		let rows = revisionsOf(ctx, page).limit(limit + 1);
		if (before) rows = rows.where('r.number', '<', before);
		const all = await rows.select(['r.number', 'r.title', 'r.kept', 'm.name as by']).execute();
		const items = all.slice(0, limit).map((row) => ({ ...row, published: null, restored: null }));
		return { page: found, items, next: all.length > limit ? (items.at(-1)?.number ?? null) : null };
	},
);

/** One of them, and how it differs from the one before. Throws Problem `revision.not-found`. */
export const readPageRevision = query(z.object({ page: id, number: id }), async (ctx, { page, number }) => {
	authorize(ctx.actor, 'page.write', mayWritePage, null);
	const found = await findPage(ctx, page);
	const [revision, compared] = await revisionsOf(ctx, page)
		.where('r.number', '<=', number)
		.limit(2)
		.selectAll('r')
		.select('m.name as by')
		.execute();
	if (revision?.number !== number) throw notFound('revision');
	const whole = (row: typeof revision) => ({ ...row, tags: [], access: '' });
	return {
		page: found,
		revision,
		html: (await renderBody(ctx, revision.body, revision.locale as 'zh-TW' | 'en')).body_html,
		compared: compared ? { number: compared.number } : null,
		difference: compared ? compareVersions(whole(compared), whole(revision)) : null,
	};
});

const revisionsOf = (ctx: Ctx, page: number) =>
	ctx.db
		.selectFrom('content.page_revision as r')
		.leftJoin('membership.member as m', 'm.id', 'r.kept_by')
		.where('r.page', '=', page)
		.orderBy('r.number', 'desc');

/** The page, and the number of its present version. */
async function findPage(ctx: Ctx, page: number) {
	const found = await ctx.db
		.selectFrom('content.page as p')
		.where('p.id', '=', page)
		.select(['p.id', 'p.title', 'p.version'])
		.select((row) =>
			row
				.selectFrom('content.page_revision as r')
				.whereRef('r.page', '=', 'p.id')
				.select((one) => one.fn.max('r.number').as('number'))
				.as('present'),
		)
		.executeTakeFirst();
	if (!found) throw notFound('page');
	return found;
}
