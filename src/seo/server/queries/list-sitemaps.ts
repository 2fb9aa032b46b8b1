import { sql } from 'kysely';
import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { categoryPath } from '#community/thread.ts';
import { articlePath, seriesPath } from '#content/article.ts';
import { pagePath } from '#content/page.ts';
import { eventPath } from '#gathering/gathering.ts';
import { findPictures } from '#media/server/index.ts';
import { profilePath } from '#membership/member.ts';
import { listTags } from '#content/server/index.ts';
import { indexedThread } from '#seo/server/indexed-threads.ts';
import { sitemapSpan, type Address, type SitemapFile, type SitemapKind } from '#seo/sitemap.ts';
import { visitor } from '#platform/actor.ts';
import { openCategory, openTalk } from '#community/server/index.ts';

/** How long an article is news, and how many fit into one file (Google). */
const newsFor = 2 * 86_400_000;
const mostNews = 1000;

const articles = (ctx: Ctx) => sql`
	from content.article a left join seo.override o on o.article = a.id
	where a.published <= ${ctx.now} and o.unlisted is null`;
const threads = sql`
	from community.thread t where t.category is not null and t.hidden is null and t.withdrawn is null and ${openTalk(visitor, 't')}
		and ${indexedThread('t')}`;
const members = sql`from membership.member m where m.suspended is null and (m.bio ~ '\\S' or m.role <> 'member')`;

/** The files of the sitemap index. A file spans a range of ids, so that it stays the same while others grow. */
export const listSitemaps = query(z.object({}), async (ctx): Promise<SitemapFile[]> => {
	const { rows } = await sql<{ kind: SitemapKind; number: number; changed: Date | null }>`
		select 'articles' as kind, ((a.id - 1) / ${sitemapSpan} + 1)::int as number, max(greatest(a.changed, o.changed)) as changed
			${articles(ctx)} group by 2
		union all select 'threads', ((t.id - 1) / ${sitemapSpan} + 1)::int, max(t.active) ${threads} group by 2
		union all select 'members', ((m.id - 1) / ${sitemapSpan} + 1)::int, null ${members} group by 2
		order by kind, number`.execute(ctx.db);
	return [{ kind: 'pages', number: 1, changed: null }, ...rows, { kind: 'news', number: 1, changed: null }];
});

/** The addresses of one sitemap file, as they come from the database: however many there are, few are in memory. */
export async function* walkSitemap(
	ctx: Ctx,
	{ kind, number }: { kind: SitemapKind; number: number },
	publication: string,
): AsyncGenerator<Address> {
	if (kind === 'pages') return yield* number === 1 ? await listPages(ctx) : [];
	if (kind === 'news') return yield* number === 1 ? await listNews(ctx, publication) : [];
	const read = { articles: readArticles, threads: readThreads, members: readMembers }[kind];
	const end = number * sitemapSpan;
	for (let from = end - sitemapSpan; from < end;) {
		const rows = await read(ctx, from, end);
		if (!rows.length) return;
		for (const { id: _, ...address } of rows) yield address;
		from = rows.at(-1)?.id ?? end;
	}
}

/** Addresses read at a time. */
const step = 2_000;

type Found = Address & { id: number };

async function readArticles(ctx: Ctx, from: number, end: number): Promise<Found[]> {
	const { rows } = await sql<{ id: number; slug: string; changed: Date; cover: number | null }>`
		select a.id, a.slug, a.changed, a.cover ${articles(ctx)}
		and a.id > ${from}::bigint and a.id <= ${end}::bigint order by a.id limit ${step}`.execute(ctx.db);
	const pictures = await findPictures(
		ctx,
		rows.flatMap(({ cover }) => cover ?? []),
	);
	return rows.map(({ id, slug, changed, cover }) => {
		const picture = cover && pictures.get(cover);
		return { id, path: articlePath(slug), changed, ...(picture ? { pictures: [picture.src] } : {}) };
	});
}

async function readThreads(ctx: Ctx, from: number, end: number): Promise<Found[]> {
	const { rows } = await sql<{ id: number; path: string; changed: Date }>`
		select t.id, t.path, t.active as changed ${threads}
		and t.id > ${from}::bigint and t.id <= ${end}::bigint order by t.id limit ${step}`.execute(ctx.db);
	return rows;
}

async function readMembers(ctx: Ctx, from: number, end: number): Promise<Found[]> {
	const { rows } = await sql<{ id: number; handle: string }>`
		select m.id, m.handle::text as handle ${members}
		and m.id > ${from}::bigint and m.id <= ${end}::bigint order by m.id limit ${step}`.execute(ctx.db);
	return rows.map(({ id, handle }) => ({ id, path: profilePath(handle), changed: null }));
}

/** Lists and rooms: what is neither an article nor a thread nor a person. */
async function listPages(ctx: Ctx): Promise<Address[]> {
	const categories = await ctx.db
		.selectFrom('community.category')
		.select('slug')
		.where(openCategory(visitor, 'community.category.id'))
		.orderBy('id')
		.limit(1000)
		.execute();
	const tags = await listTags(ctx);
	const pages = await ctx.db
		.selectFrom('content.page')
		.select(['slug', 'changed'])
		.where('published', '<=', ctx.now)
		.orderBy('id')
		.limit(1000)
		.execute();
	const events = await ctx.db
		.selectFrom('gathering.gathering')
		.select(['slug', 'changed'])
		.where('published', 'is not', null)
		.orderBy('id', 'desc')
		.limit(1000)
		.execute();
	const series = await sql<{ slug: string }>`
		select s.slug from content.series s where exists (
			select from content.article a where a.series = s.id and a.published <= ${ctx.now}) order by s.id limit 1000`.execute(
		ctx.db,
	);
	const paths = [
		'/',
		'/articles',
		'/community',
		...(events.length ? ['/events'] : []),
		...categories.map(({ slug }) => categoryPath(slug)),
		...series.rows.map(({ slug }) => seriesPath(slug)),
		...tags.map(({ tag }) => `/tags/${encodeURIComponent(tag)}`),
	];
	return [
		...paths.map((path) => ({ path, changed: null })),
		...pages.map(({ slug, changed }) => ({ path: pagePath(slug), changed })),
		...events.map(({ slug, changed }) => ({ path: eventPath(slug), changed })),
	];
}

async function listNews(ctx: Ctx, publication: string): Promise<Address[]> {
	const { rows } = await sql<{ slug: string; title: string; locale: string; published: Date; changed: Date }>`
		select a.slug, a.title, a.locale, a.published, a.changed ${articles(ctx)}
		and a.published > ${new Date(ctx.now.getTime() - newsFor)} and a.access = 'public'
		order by a.published desc limit ${mostNews}`.execute(ctx.db);
	return rows.map(({ slug, title, locale, published, changed }) => ({
		path: articlePath(slug),
		changed,
		news: { publication, locale, published, title },
	}));
}
