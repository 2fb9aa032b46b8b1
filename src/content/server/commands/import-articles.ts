import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { locales } from '#platform/language/locale.ts';
import { importThreads } from '#community/server/index.ts';
import { findPictures, noteUses } from '#media/server/index.ts';
import { articlePath, articleThing, seriesThing } from '#content/article.ts';
import { articleDrafted, articleImported } from '#content/events.ts';
import { mayImport } from '#content/policy.ts';
import { relateImported } from '#content/server/jobs/relate-articles.ts';
import { freeSlugs } from '#content/server/free-slug.ts';
import { presentNames } from '#content/server/present-tags.ts';
import { coverOf, ownExcerpt, pictureIds, readDocument, renderWith, usesIn } from '#content/server/render-body.ts';
import { termsOf } from '#content/terms.ts';

const ImportedArticle = z.object({
	title: z.string().trim().min(1, 'missing').max(150, 'too-long'),
	body: z.unknown(),
	/** The address that it would like; it gets a number where that is not free. */
	slug: z.string().trim().max(150, 'too-long').optional(),
	excerpt: z.string().trim().max(300, 'too-long').default(''),
	tags: z.array(z.string().trim().min(1).max(30, 'too-long')).max(12, 'too-long').default([]),
	locale: z.enum(locales).default('zh-TW'),
	access: z.enum(['public', 'members']).default('public'),
	/** Members, the first first. */
	authors: z.array(z.number().int().positive()).min(1).max(8, 'too-long'),
	/** Since when it is public; null: a draft. One without text stays a draft. */
	published: z.date().nullable(),
	/** When it was begun and last changed; absent: now. */
	created: z.date().optional(),
	changed: z.date().optional(),
	/** When it shall be published, where that is to come. */
	scheduled: z.date().nullable().default(null),
	/** False: nobody adds to its conversation. */
	open: z.boolean().default(true),
	/** Its conversation, where it had one; it has the same number again where that is free. */
	thread: z.object({ number: z.number().int().positive(), opened: z.date(), closed: z.date().nullable() }).optional(),
	series: z.number().int().positive().nullable().default(null),
	seriesPosition: z.number().int().positive().max(10_000).nullable().default(null),
	/** The article that it says in another language. */
	translates: z.number().int().positive().nullable().default(null),
	/** How many versions it had; the one that comes is the last of them. */
	version: z.number().int().positive().default(1),
	/** Addresses of articles that it had before. */
	/** Which of the pictures of its text stands for it, counted from 0; null: the first. */
	coverPlace: z.number().int().min(0).nullable().default(null),
	formerSlugs: z.array(z.string().min(1).max(200)).max(50).default([]),
});

export const ImportArticles = z.object({ articles: z.array(ImportedArticle).max(200) });
type Imported = z.output<typeof ImportedArticle>;

/**
 * Brings in articles of another place, many at once and in few questions to the database, each with all that holds for an
 * article: rendered, its first revision, its conversation, what it shows. It is old news: nobody is told. Returns them in
 * order. Throws Problem `document.*`; one that cannot come keeps all of them out.
 */
export const importArticles = command(ImportArticles, async (ctx, { articles }) => {
	authorize(ctx.actor, 'article.import', mayImport, null);
	if (!articles.length) return [];
	const rows = await prepare(ctx, articles);
	const open = rows.filter((row) => row.published);
	const threads = await importThreads(ctx, {
		threads: open.map(({ id, title, slug, had, open: stays, published }) => ({
			...(had ? { id: had.number } : {}),
			subject: articleThing(id),
			title,
			path: articlePath(slug),
			opened: had?.opened ?? (published as Date),
			closed: had ? had.closed : stays ? null : ctx.now,
		})),
	});
	await write(ctx, rows);
	await noteUses(ctx, {
		uses: rows.map(({ id, cover, ...made }) => ({ thing: articleThing(id), ...usesIn(made, cover) })),
	});
	for (const { id, slug, published, series, translates } of rows)
		ctx.record({
			name: published ? articleImported : articleDrafted,
			about: [
				articleThing(id),
				...(published ? ['articles'] : []),
				...(series ? [seriesThing(series)] : []),
				...(translates ? [articleThing(translates)] : []),
			],
			data: { article: id, slug },
		});
	if (open.length) ctx.queue(relateImported, { articles: open.map(({ id }) => id) });
	return rows.map((row) => {
		const { id, slug, published } = row;
		return { id, slug, published, version: row.version, thread: threads[open.indexOf(row)]?.id ?? null };
	});
});

async function prepare(ctx: Ctx, articles: readonly Imported[]) {
	const bodies = articles.map(({ body }) => readDocument(body));
	const pictures = await findPictures(ctx, [...new Set(bodies.flatMap(pictureIds))]);
	const slugs = await freeSlugs(ctx, articles);
	const named = await presentNames(
		ctx,
		articles.flatMap(({ tags }) => tags),
	);
	const { rows: ids } = await sql<{ id: number }>`
		select nextval(pg_get_serial_sequence('content.article', 'id')) as id
		from generate_series(1, ${articles.length}::int)`.execute(ctx.db);
	return articles.map((article, place) => {
		const made = renderWith(ctx, bodies[place] as (typeof bodies)[number], pictures, article.locale);
		const created = article.created ?? ctx.now;
		const wanted = article.coverPlace === null ? null : (pictureIds(bodies[place])[article.coverPlace] ?? null);
		const chosen = wanted !== null && made.pictures.includes(wanted) ? wanted : null;
		return {
			...made,
			id: Number(ids[place]?.id),
			slug: slugs[place] as string,
			title: article.title,
			excerpt: article.excerpt || ownExcerpt(made, article.access),
			tags: [...new Set(article.tags.map(named))],
			locale: article.locale,
			access: article.access,
			authors: [...new Set(article.authors)],
			cover: coverOf(made, chosen),
			chosen_cover: chosen,
			terms: termsOf(article.title, made.body_text),
			created,
			changed: article.changed ?? ctx.now,
			published: made.body_text.trim() ? article.published : null,
			series: article.series,
			series_position: article.seriesPosition,
			translates: article.translates,
			open: article.open,
			version: article.version,
			had: article.thread,
			scheduled: article.scheduled && article.scheduled > ctx.now ? article.scheduled : null,
			former: article.formerSlugs,
		};
	});
}

async function write(ctx: Ctx, rows: Awaited<ReturnType<typeof prepare>>): Promise<void> {
	const json = JSON.stringify(
		rows.map(({ had: _had, open: _open, pictures: _pictures, beyond: _beyond, files: _files, ...row }) => row),
	);
	await sql`
		with given as (
			select * from jsonb_to_recordset(${json}::text::jsonb) as given (
				id bigint, slug text, title text, excerpt text, body jsonb, body_html text, teaser_html text, body_text text,
				reading_minutes int, tags text[], terms text[], locale text, access text, cover bigint, chosen_cover bigint, created timestamptz,
				changed timestamptz, published timestamptz, scheduled timestamptz, series bigint, series_position int, translates bigint,
				authors bigint[], former text[], version int
			)
		), written as (
			insert into content.article (
				id, slug, title, excerpt, body, body_html, teaser_html, body_text, reading_minutes, tags, terms, locale, access,
				author, cover, chosen_cover, created, changed, published, scheduled, series, series_position, translates, thread, version, approved_version
			) overriding system value
			select given.id, slug, title, excerpt, body, body_html, teaser_html, body_text, reading_minutes, tags, terms, locale,
				access, authors[1], cover, chosen_cover, created, changed, published, scheduled, series, series_position, translates,
				(select thread.id from community.thread where thread.subject = 'article:' || given.id),
				version, case when published is not null or scheduled is not null then version end
			from given
			returning id
		), authored as (
			insert into content.article_author (article, member, position)
			select given.id, author.member, author.position
			from given cross join unnest(authors) with ordinality as author (member, position)
		), left_behind as (
			insert into content.former_slug (slug, article, left_behind)
			select former.slug, given.id, ${ctx.now}::timestamptz from given cross join unnest(given.former) as former (slug)
			where not exists (select from content.article where article.slug = former.slug)
			on conflict (slug) do nothing
		)
		insert into content.revision (article, number, title, slug, excerpt, body, tags, locale, access, authors, series,
			series_position, kept, published)
		select id, version, title, slug, excerpt, body, tags, locale, access, authors, series, series_position, ${ctx.now}::timestamptz,
			case when published is not null then ${ctx.now}::timestamptz end
		from given`.execute(ctx.db);
}
