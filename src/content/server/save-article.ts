import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { openThread } from '#community/server/index.ts';
import { keepUses } from '#media/server/index.ts';
import { articlePath, articleThing } from '#content/article.ts';
import { articleChanged, articleDrafted } from '#content/events.ts';
import { mayChange, mayWrite } from '#content/policy.ts';
import { forgetKept } from '#content/server/forget-kept.ts';
import { freeSlug, moveSlug } from '#content/server/free-slug.ts';
import { keepRevision } from '#content/server/keep-revision.ts';
import { renderBody } from '#content/server/render-body.ts';
import type { WriteArticle } from '#content/server/commands/write-article.ts';
import { slugOf } from '#content/slug.ts';

/** What writing an article comes to, for the commands that do: a new draft, or a change with its revision. */
export async function saveArticle(
	ctx: Ctx,
	input: z.output<typeof WriteArticle>,
	{ restored = null }: { restored?: number | null } = {},
): Promise<{ id: number; slug: string; version: number }> {
	const known = input.id ? await findForUpdate(ctx, input.id) : null;
	if (known) authorize(ctx.actor, 'article.write', mayChange, known);
	else authorize(ctx.actor, 'article.write', mayWrite, null);
	if (known && input.version && input.version !== known.version) {
		throw new Problem('article.changed-meanwhile', 409, { version: known.version });
	}

	const made = await renderBody(ctx, input.body, input.locale ?? (known?.locale as 'zh-TW' | 'en' | undefined));
	const slug = await freeSlug(ctx, input.slug || known?.slug || slugOf(input.title), known?.id ?? null);
	const own = {
		slug,
		title: input.title,
		excerpt: input.excerpt || made.excerpt,
		body: made.body,
		...(input.tags ? { tags: [...new Set(input.tags)] } : {}),
		...(input.access ? { access: input.access } : {}),
		...(input.locale ? { locale: input.locale } : {}),
	};
	const row = {
		...own,
		body_html: made.body_html,
		body_text: made.body_text,
		reading_minutes: made.reading_minutes,
		cover: made.pictures[0] ?? null,
		changed: ctx.now,
	};
	await forgetKept(ctx, input.kept);
	if (!known) {
		const { id } = await ctx.db
			.insertInto('content.article')
			.values({ locale: 'zh-TW', ...row, author: authorOf(ctx, input.author), created: ctx.now })
			.returning('id')
			.executeTakeFirstOrThrow();
		await keepRevision(ctx, id);
		await keepUses(ctx, { thing: articleThing(id), pictures: made.pictures });
		ctx.record({ name: articleDrafted, about: articleThing(id), data: { article: id } });
		return { id, slug, version: 1 };
	}
	const version = known.version + 1;
	// A save that changes nothing leaves nothing: no version, no revision, no page to be made again.
	if (isDeepStrictEqual({ ...known, ...own }, { ...known }))
		return { id: known.id, slug: known.slug, version: known.version };
	await ctx.db
		.updateTable('content.article')
		.set({ ...row, version })
		.where('id', '=', known.id)
		.execute();
	await keepRevision(ctx, known.id, restored);
	await keepUses(ctx, { thing: articleThing(known.id), pictures: made.pictures });
	if (known.slug !== slug && known.thread) await moveSlug(ctx, known.id, known.slug, slug);
	// Its conversation carries the title and leads to the address, wherever it is listed.
	if (known.published)
		await openThread(ctx, { subject: articleThing(known.id), title: input.title, path: articlePath(slug) });
	ctx.record({
		name: articleChanged,
		about: known.published ? [articleThing(known.id), 'articles'] : [articleThing(known.id)],
		data: { article: known.id },
	});
	return { id: known.id, slug, version };
}

async function findForUpdate(ctx: Ctx, id: number) {
	const row = await ctx.db
		.selectFrom('content.article')
		.select(['id', 'author', 'slug', 'version', 'published', 'thread', 'title', 'excerpt', 'body'])
		.select(['tags', 'access', 'locale'])
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (!row) throw notFound('article');
	return row;
}

function authorOf(ctx: Ctx, wanted: number | undefined): number {
	if (
		wanted &&
		(ctx.actor.kind === 'system' || (ctx.actor.kind === 'member' && ['editor', 'owner'].includes(ctx.actor.role)))
	)
		return wanted;
	if (ctx.actor.kind !== 'member') throw new Problem('session.required', 401);
	return ctx.actor.member;
}
