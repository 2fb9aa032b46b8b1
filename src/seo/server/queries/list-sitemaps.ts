import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { categoryPath } from '#community/thread.ts';
import { articlePath, seriesPath } from '#content/article.ts';
import { productPath } from '#commerce/product.ts';
import { pagePath } from '#content/page.ts';
import { eventPath } from '#gathering/gathering.ts';
import { findPictures } from '#media/server/index.ts';
import { profilePath } from '#membership/member.ts';
import { indexedMember } from '#seo/server/indexed-members.ts';
import { indexedThread } from '#seo/server/indexed-threads.ts';
import { mostPictures, sitemapSpan, type Address, type SitemapFile, type SitemapKind } from '#seo/sitemap.ts';
import { visitor } from '#platform/actor.ts';
import { openCategory, openTalk } from '#community/server/index.ts';

/** How long an article is news, and how many fit into one file (Google). */
const newsFor = 2 * 86_400_000;
const mostNews = 1000;

/** How many addresses may stand in one file (sitemaps.org). */
const mostAddresses = 50_000;

const articles = (ctx: Ctx) => sql`
	from content.article a left join seo.override o on o.article = a.id
	where a.published <= ${ctx.now} and o.unlisted is null`;
const texts = (ctx: Ctx) => sql`from content.page p where p.published <= ${ctx.now}`;
const series = (ctx: Ctx) => sql`
	from content.series s where exists (select from content.article a where a.series = s.id and a.published <= ${ctx.now})`;
const events = sql`from gathering.gathering g where g.published is not null`;
const products = sql`from commerce.product g where g.retired is null`;
const threads = sql`
	from community.thread t where t.category is not null and t.hidden is null and t.withdrawn is null and ${openTalk(visitor, 't')}
		and ${indexedThread('t')}`;
const members = (ctx: Ctx) => sql`from membership.member m where ${indexedMember('m', ctx.now)}`;

/** The files of the sitemap index. A file spans a range of ids, so that it stays the same while others grow. */
export const listSitemaps = query(z.object({}), async (ctx): Promise<SitemapFile[]> => {
	const { rows } = await sql<{ kind: SitemapKind; number: number; changed: Date | null }>`
		select 'articles' as kind, ((a.id - 1) / ${sitemapSpan} + 1)::int as number, max(greatest(a.changed, o.changed)) as changed
			${articles(ctx)} group by 2
		union all select 'texts', ((p.id - 1) / ${sitemapSpan} + 1)::int, max(p.changed) ${texts(ctx)} group by 2
		union all select 'series', ((s.id - 1) / ${sitemapSpan} + 1)::int, null ${series(ctx)} group by 2
		union all select 'events', ((g.id - 1) / ${sitemapSpan} + 1)::int, max(g.changed) ${events} group by 2
		union all select 'products', ((g.id - 1) / ${sitemapSpan} + 1)::int, null ${products} group by 2
		union all select 'threads', ((t.id - 1) / ${sitemapSpan} + 1)::int, max(t.active) ${threads} group by 2
		union all select 'members', ((m.id - 1) / ${sitemapSpan} + 1)::int, null ${members(ctx)} group by 2
		order by kind, number`.execute(ctx.db);
	return [{ kind: 'pages', number: 1, changed: null }, ...rows, { kind: 'news', number: 1, changed: null }];
});

/** The addresses of one sitemap file, as they come from the database: however many there are, few are in memory. */
export async function* walkSitemap(
	ctx: Ctx,
	{ kind, number }: { kind: SitemapKind; number: number },
	publication: string,
): AsyncGenerator<Address> {
	if (kind === 'pages') return yield* number === 1 ? await listRooms(ctx) : [];
	if (kind === 'news') return yield* number === 1 ? await listNews(ctx, publication) : [];
	const read = {
		articles: readArticles,
		texts: readTexts,
		series: readSeries,
		events: readEvents,
		products: readProducts,
		threads: readThreads,
		members: readMembers,
	}[kind];
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
	const { rows } = await sql<WithPictures>`
		select a.id, a.slug, a.changed, ${picturesOf('article', 'a', sql`used.beyond and a.access <> 'public'`)}
		${articles(ctx)} and a.id > ${from}::bigint and a.id <= ${end}::bigint order by a.id limit ${step}`.execute(ctx.db);
	return withPictures(ctx, rows, articlePath);
}

async function readTexts(ctx: Ctx, from: number, end: number): Promise<Found[]> {
	const { rows } = await sql<WithPictures>`
		select p.id, p.slug, p.changed, ${picturesOf('page', 'p', sql`false`)}
		${texts(ctx)} and p.id > ${from}::bigint and p.id <= ${end}::bigint order by p.id limit ${step}`.execute(ctx.db);
	return withPictures(ctx, rows, pagePath);
}

interface WithPictures {
	id: number;
	slug: string;
	changed: Date;
	pictures: number[];
}

/** The pictures that a text shows, as a column; what is closed to those who have not joined is not told. */
const picturesOf = (kind: 'article' | 'page', row: string, closed: RawBuilder<unknown>) => sql`array(
	select used.picture from media.picture_use used where used.thing = ${`${kind}:`} || ${sql.ref(`${row}.id`)} and not (${closed})
	order by used.picture limit ${mostPictures}) as pictures`;

async function withPictures(ctx: Ctx, rows: WithPictures[], at: (slug: string) => string): Promise<Found[]> {
	const known = await findPictures(
		ctx,
		rows.flatMap(({ pictures }) => pictures),
	);
	return rows.map(({ id, slug, changed, pictures: shown }) => {
		const pictures = shown.flatMap((picture) => known.get(Number(picture))?.src ?? []);
		return { id, path: at(slug), changed, ...(pictures.length ? { pictures } : {}) };
	});
}

async function readSeries(ctx: Ctx, from: number, end: number): Promise<Found[]> {
	const { rows } = await sql<{ id: number; slug: string }>`
		select s.id, s.slug ${series(ctx)}
		and s.id > ${from}::bigint and s.id <= ${end}::bigint order by s.id limit ${step}`.execute(ctx.db);
	return rows.map(({ id, slug }) => ({ id, path: seriesPath(slug), changed: null }));
}

async function readEvents(ctx: Ctx, from: number, end: number): Promise<Found[]> {
	const { rows } = await sql<{ id: number; slug: string; changed: Date }>`
		select g.id, g.slug, g.changed ${events}
		and g.id > ${from}::bigint and g.id <= ${end}::bigint order by g.id limit ${step}`.execute(ctx.db);
	return rows.map(({ id, slug, changed }) => ({ id, path: eventPath(slug), changed }));
}

async function readProducts(ctx: Ctx, from: number, end: number): Promise<Found[]> {
	const { rows } = await sql<{ id: number; name: string }>`
		select g.id, g.name ${products}
		and g.id > ${from}::bigint and g.id <= ${end}::bigint order by g.id limit ${step}`.execute(ctx.db);
	return rows.map(({ id, name }) => ({ id, path: productPath(id, name), changed: null }));
}

async function readThreads(ctx: Ctx, from: number, end: number): Promise<Found[]> {
	const { rows } = await sql<{ id: number; path: string; changed: Date }>`
		select t.id, t.path, t.active as changed ${threads}
		and t.id > ${from}::bigint and t.id <= ${end}::bigint order by t.id limit ${step}`.execute(ctx.db);
	return rows;
}

async function readMembers(ctx: Ctx, from: number, end: number): Promise<Found[]> {
	const { rows } = await sql<{ id: number; handle: string }>`
		select m.id, m.handle::text as handle ${members(ctx)}
		and m.id > ${from}::bigint and m.id <= ${end}::bigint order by m.id limit ${step}`.execute(ctx.db);
	return rows.map(({ id, handle }) => ({ id, path: profilePath(handle), changed: null }));
}

/** Lists and rooms: what is neither an article nor a text nor a thread nor a person. */
async function listRooms(ctx: Ctx): Promise<Address[]> {
	const categories = await ctx.db
		.selectFrom('community.category')
		.select('slug')
		.where(openCategory(visitor, 'community.category.id'))
		.orderBy('id')
		.execute();
	const tags = await sql<{ tag: string }>`
		select tag from content.article, unnest(tags) as tag where published <= ${ctx.now}
		union
		select unnest(t.tags) ${threads} and t.tags <> '{}'
		order by tag`.execute(ctx.db);
	const { rows } = await sql<{ path: string }>`
		(select '/events' as path ${events} limit 1) union all (select '/products' ${products} limit 1)`.execute(ctx.db);
	const paths = [
		'/',
		'/articles',
		'/community',
		...rows.map(({ path }) => path),
		...categories.map(({ slug }) => categoryPath(slug)),
		...tags.rows.map(({ tag }) => `/tags/${encodeURIComponent(tag)}`),
	];
	return paths.slice(0, mostAddresses).map((path) => ({ path, changed: null }));
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
