import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import type { OpenElsewhere } from '#content/open-elsewhere.ts';
import { mayChange, mayWritePage } from '#content/policy.ts';
import { findWritten } from '#content/server/find-written.ts';

/** How long after its last sign an editor counts as open, in seconds; it gives one every twenty. */
const openFor = 50;

const id = z.coerce.number().int().positive();

/** What is open: an article or a page. */
export const Editing = z.union([z.strictObject({ article: id }), z.strictObject({ page: id })]);

/** Says that the actor has an article or a page open, and learns who else has, and its present version. Nothing is stated as a fact. */
export const noteEditing = command(Editing, async (ctx, edited): Promise<OpenElsewhere> => {
	const { version, by } =
		'article' in edited ? await findArticle(ctx, edited.article) : await findPage(ctx, edited.page);
	const member = memberOf(ctx.actor) ?? 0;
	const row = { article: null, page: null, ...edited };
	if (member) {
		await ctx.db
			.insertInto('content.open_editor')
			.values({ ...row, member, seen: ctx.now })
			.onConflict((conflict) => conflict.columns(['article', 'page', 'member']).doUpdateSet({ seen: ctx.now }))
			.execute();
	}
	const others = await ctx.db
		.selectFrom('content.open_editor as editor')
		.innerJoin('membership.member as member', 'member.id', 'editor.member')
		.select('member.name')
		.where(row.page ? 'editor.page' : 'editor.article', '=', row.page ?? row.article)
		.where('editor.member', '!=', member)
		.where('editor.seen', '>', new Date(ctx.now.getTime() - openFor * 1000))
		.orderBy('member.name')
		.execute();
	return { others: others.map(({ name }) => name), version, by };
});

/** The present version, and who saved it. */
interface Saved {
	version: number;
	by: string | null;
}

async function findArticle(ctx: Ctx, article: number): Promise<Saved> {
	const written = await findWritten(ctx, article);
	authorize(ctx.actor, 'article.write', mayChange, written);
	const latest = await ctx.db
		.selectFrom('content.revision as revision')
		.leftJoin('membership.member as by', 'by.id', 'revision.kept_by')
		.select('by.name')
		.where('revision.article', '=', article)
		.where('revision.number', '=', written.version)
		.executeTakeFirst();
	return { version: written.version, by: latest?.name ?? null };
}

async function findPage(ctx: Ctx, page: number): Promise<Saved> {
	authorize(ctx.actor, 'page.write', mayWritePage, null);
	const written = await ctx.db.selectFrom('content.page').select('version').where('id', '=', page).executeTakeFirst();
	if (!written) throw notFound('page');
	// A page's versions are numbered for themselves: a change of its settings alone leaves none.
	const latest = await ctx.db
		.selectFrom('content.page_revision as revision')
		.leftJoin('membership.member as by', 'by.id', 'revision.kept_by')
		.select('by.name')
		.where('revision.page', '=', page)
		.orderBy('revision.number', 'desc')
		.limit(1)
		.executeTakeFirst();
	return { version: written.version, by: latest?.name ?? null };
}
