import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { openThread } from '#community/server/index.ts';
import { threadThing } from '#community/thread.ts';
import { keepUses } from '#media/server/index.ts';
import { articlePath, articleThing } from '#content/article.ts';
import { articleChanged, articleDrafted } from '#content/events.ts';
import { mayChange, mayChangePublished, mayReview, mayWrite } from '#content/policy.ts';
import { readAuthors, writeAuthors } from '#content/server/authors.ts';
import { companyOf } from '#content/server/company.ts';
import { findWritten } from '#content/server/find-written.ts';
import { forgetKept } from '#content/server/forget-kept.ts';
import { freeSlug, moveSlug } from '#content/server/free-slug.ts';
import { narrowedTo } from '#content/server/narrow.ts';
import { makeSlug, readSlugStyle } from '#content/server/make-slug.ts';
import { keepRevision } from '#content/server/keep-revision.ts';
import { presentTags } from '#content/server/present-tags.ts';
import { refuseLanguage, refuseSeries } from '#content/server/refuse-company.ts';
import { coverOf, excerptAfter, renderBody, usesIn, type RenderedBody } from '#content/server/render-body.ts';
import type { WriteArticle } from '#content/server/commands/write-article.ts';
import { termsOf } from '#content/terms.ts';

type Input = z.output<typeof WriteArticle>;

/** What writing an article comes to, for the commands that do: a new draft, or a change with its revision. */
export async function saveArticle(
	ctx: Ctx,
	input: Input,
	{ restored = null }: { restored?: number | null } = {},
): Promise<{ id: number; slug: string; version: number }> {
	const known = input.id ? await findForUpdate(ctx, input.id) : null;
	if (known) authorize(ctx.actor, 'article.write', mayChange, known);
	else authorize(ctx.actor, 'article.write', mayWrite, null);
	if (known && input.version && input.version !== known.version) {
		throw new Problem('article.changed-meanwhile', 409, { version: known.version });
	}
	if (known?.published && !mayChangePublished(ctx.actor, known)) throw new Problem('article.review-required', 403);
	await refuseSeries(ctx, input.series);
	if (known && input.locale && input.locale !== known.locale) await refuseLanguage(ctx, known, input.locale);
	const authors = await readAuthors(
		ctx,
		input.authors ?? (input.author ? [input.author] : undefined),
		known?.authors ?? [],
	);

	const made = await renderBody(ctx, input.body, input.locale ?? (known?.locale as 'zh-TW' | 'en' | undefined));
	const slug = await slugFor(ctx, input, known);
	const tags = input.tags && (await presentTags(ctx, input.tags));
	const segment = await narrowedTo(ctx, input, known);
	const chosen = chosenCover(input, made, known?.chosen_cover ?? null);
	const cover = coverOf(made, chosen);
	const own = {
		slug,
		chosen_cover: chosen,
		...written(
			{ ...input, tags },
			made,
			excerptAfter(input.excerpt, { made, access: input.access ?? known?.access }, known),
		),
		author: authors[0] as number,
		segment,
	};
	await forgetKept(ctx, input.kept);
	if (!known) {
		const { id } = await ctx.db
			.insertInto('content.article')
			.values({ locale: 'zh-TW', ...own, ...rendered(input, made), cover, created: ctx.now, changed: ctx.now })
			.returning('id')
			.executeTakeFirstOrThrow();
		await writeAuthors(ctx, id, authors);
		await keepRevision(ctx, id);
		await keepUses(ctx, { thing: articleThing(id), ...usesIn(made, cover) });
		ctx.record({ name: articleDrafted, about: articleThing(id), data: { article: id } });
		return { id, slug, version: 1 };
	}
	// A save that changes nothing leaves nothing: no version, no revision, no page to be made again.
	if (isDeepStrictEqual({ ...known, ...own, authors }, { ...known }))
		return { id: known.id, slug: known.slug, version: known.version };
	const version = known.version + 1;
	// What an editor changes stays approved; what an author changes has to be read again.
	const stands = mayReview(ctx.actor) && known.approved_version === known.version;
	const company = known.published ? await companyOf(ctx, known.id) : [];
	await ctx.db
		.updateTable('content.article')
		.set({ ...own, ...rendered(input, made), cover, version, changed: ctx.now })
		.set(stands ? { approved_version: version } : { approved: null, approved_by: null })
		.where('id', '=', known.id)
		.execute();
	if (!isDeepStrictEqual(authors, known.authors)) await writeAuthors(ctx, known.id, authors);
	await keepRevision(ctx, known.id, restored);
	await keepUses(ctx, { thing: articleThing(known.id), ...usesIn(made, cover) });
	if (known.slug !== slug && known.thread) await moveSlug(ctx, known.id, known.slug, slug);
	// Its conversation carries the title and leads to the address, wherever it is listed.
	if (known.published)
		await openThread(ctx, { subject: articleThing(known.id), title: input.title, path: articlePath(slug) });
	// Who may read it may also read what is said about it, wherever that is listed.
	const turned = (own.access ?? known.access) !== known.access || own.segment !== known.segment;
	const talk = known.published && known.thread && turned ? [threadThing(known.thread), 'threads'] : [];
	const seen = known.published ? ['articles', ...new Set([...company, ...(await companyOf(ctx, known.id))])] : [];
	ctx.record({ name: articleChanged, about: [articleThing(known.id), ...seen, ...talk], data: { article: known.id } });
	return { id: known.id, slug, version };
}

/** Its address: made anew when that is asked for, else as it is written, else as it was; a new one's in the site's style. */
async function slugFor(
	ctx: Ctx,
	input: Input,
	known: Awaited<ReturnType<typeof findForUpdate>> | null,
): Promise<string> {
	const id = known?.id ?? null;
	const style = input.slugStyle ?? (known || input.slug ? null : await readSlugStyle(ctx));
	if (!style) return freeSlug(ctx, input.slug, known?.slug ?? '', id);
	const named = { title: input.title, locale: input.locale ?? known?.locale ?? 'zh-TW', id };
	return freeSlug(ctx, undefined, await makeSlug(ctx, style, named), id);
}

/** What the person wrote: a save that changes none of it changes nothing. What is not named stays. */
const written = (input: Input, made: RenderedBody, excerpt: string) => ({
	title: input.title,
	excerpt,
	body: made.body,
	...(input.tags ? { tags: input.tags } : {}),
	...(input.access ? { access: input.access } : {}),
	...(input.locale ? { locale: input.locale } : {}),
	...(input.series !== undefined ? { series: input.series } : {}),
	...(input.seriesPosition !== undefined ? { series_position: input.seriesPosition } : {}),
});

/** The picture that shall stand for it: what is named must be in the text; one that has left it is chosen no more. */
function chosenCover({ cover }: Input, made: RenderedBody, before: number | null): number | null {
	if (cover && !made.pictures.includes(cover)) throw invalidInput([{ path: 'cover', key: 'cover-elsewhere' }]);
	const chosen = cover === undefined ? before : cover;
	return chosen !== null && made.pictures.includes(chosen) ? chosen : null;
}

/** What is made of it. */
const rendered = (input: Input, made: RenderedBody) => ({
	body_html: made.body_html,
	teaser_html: made.teaser_html,
	body_text: made.body_text,
	reading_minutes: made.reading_minutes,
	terms: termsOf(input.title, made.body_text),
});

async function findForUpdate(ctx: Ctx, id: number) {
	const known = await findWritten(ctx, id, 'for update');
	const row = await ctx.db
		.selectFrom('content.article')
		.select(['excerpt', 'body', 'tags', 'access', 'segment', 'series_position', 'chosen_cover'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (!row) throw notFound('article');
	return { ...known, ...row };
}
