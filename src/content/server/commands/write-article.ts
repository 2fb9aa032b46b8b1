import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { openThread } from '#community/server/index.ts';
import { articlePath, articleThing } from '#content/article.ts';
import { articleChanged, articleDrafted } from '#content/events.ts';
import { mayChange, mayWrite } from '#content/policy.ts';
import { renderBody } from '#content/server/render-body.ts';
import { slugOf } from '#content/slug.ts';

export const WriteArticle = z.object({
	/** Absent: a new draft. */
	id: z.coerce.number().int().positive().optional(),
	/** The version that was read; a newer one in the database refuses the save. */
	version: z.coerce.number().int().positive().optional(),
	title: z.string().trim().min(1, 'missing').max(150, 'too-long'),
	body: z.unknown(),
	slug: z.string().trim().max(150, 'too-long').optional(),
	excerpt: z.string().trim().max(300, 'too-long').optional(),
	tags: z.array(z.string().trim().min(1).max(30, 'too-long')).max(12, 'too-long').optional(),
	locale: z.enum(['zh-TW', 'en']).optional(),
	access: z.enum(['public', 'members']).optional(),
	/** Whose article it is; editors may write for others. Default: who writes. */
	author: z.number().int().positive().optional(),
});

/** Writes an article: begins a draft, or changes one; a published article changes for its readers at once. */
export const writeArticle = command(WriteArticle, async (ctx, input) => {
	const known = input.id ? await findForUpdate(ctx, input.id) : null;
	if (known) authorize(ctx.actor, 'article.write', mayChange, known);
	else authorize(ctx.actor, 'article.write', mayWrite, null);
	if (known && input.version && input.version !== known.version) {
		throw new Problem('article.changed-meanwhile', 409, { version: known.version });
	}

	const made = await renderBody(ctx, input.body);
	const slug = await freeSlug(ctx, input.slug || known?.slug || slugOf(input.title), known?.id ?? null);
	const row = {
		slug,
		title: input.title,
		excerpt: input.excerpt || made.excerpt,
		body: made.body,
		body_html: made.body_html,
		body_text: made.body_text,
		reading_minutes: made.reading_minutes,
		cover: made.pictures[0] ?? null,
		changed: ctx.now,
		...(input.tags ? { tags: [...new Set(input.tags)] } : {}),
		...(input.access ? { access: input.access } : {}),
		...(input.locale ? { locale: input.locale } : {}),
	};
	if (!known) {
		const { id } = await ctx.db
			.insertInto('content.article')
			.values({ locale: 'zh-TW', ...row, author: authorOf(ctx, input.author), created: ctx.now })
			.returning('id')
			.executeTakeFirstOrThrow();
		ctx.record({ name: articleDrafted, about: articleThing(id), data: { article: id } });
		return { id, slug, version: 1 };
	}
	await ctx.db
		.updateTable('content.article')
		.set({ ...row, version: known.version + 1 })
		.where('id', '=', known.id)
		.execute();
	if (known.slug !== slug && known.published) await leaveBehind(ctx, known.slug, known.id);
	// Its conversation carries the title and leads to the address, wherever it is listed.
	if (known.published)
		await openThread(ctx, { subject: articleThing(known.id), title: input.title, path: articlePath(slug) });
	ctx.record({
		name: articleChanged,
		about: known.published ? [articleThing(known.id), 'articles'] : [articleThing(known.id)],
		data: { article: known.id },
	});
	return { id: known.id, slug, version: known.version + 1 };
});

async function findForUpdate(ctx: Ctx, id: number) {
	const row = await ctx.db
		.selectFrom('content.article')
		.select(['id', 'author', 'slug', 'version', 'published'])
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

/** The slug itself, or with the first number that makes it unique. */
async function freeSlug(ctx: Ctx, wanted: string, own: number | null): Promise<string> {
	const stem = slugOf(wanted) || 'article';
	const taken = await ctx.db
		.selectFrom('content.article')
		.select('slug')
		.where((row) => row.or([row('slug', '=', stem), row('slug', 'like', `${stem.replace(/[%_\\]/g, '\\$&')}-%`)]))
		.where('id', '!=', own ?? 0)
		.execute();
	const slugs = new Set(taken.map((row) => row.slug));
	if (!slugs.has(stem)) return stem;
	for (let number = 2; ; number++) if (!slugs.has(`${stem}-${number}`)) return `${stem}-${number}`;
}

async function leaveBehind(ctx: Ctx, slug: string, article: number): Promise<void> {
	await ctx.db
		.insertInto('content.former_slug')
		.values({ slug, article, left_behind: ctx.now })
		.onConflict((conflict) => conflict.column('slug').doUpdateSet({ article, left_behind: ctx.now }))
		.execute();
}
