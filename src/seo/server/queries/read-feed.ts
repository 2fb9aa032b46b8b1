import { sql } from 'kysely';
import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import type { Locale } from '#platform/language/locale.ts';
import { categoryThing } from '#community/thread.ts';
import { articlePath, articleThing } from '#content/article.ts';
import { nameProductsIn } from '#content/server/index.ts';
import { findPictures } from '#media/server/index.ts';
import type { FeedItem } from '#seo/feed.ts';
import { readText } from '#seo/read-text.ts';
import { readSettings } from '#seo/server/queries/read-settings.ts';
import { visitor } from '#platform/actor.ts';
import { openTalk } from '#community/server/index.ts';

/** Things that a feed tells of: the newest. */
const most = 20;

/** Characters of a thread's summary. */
const summaryLength = 200;

interface ArticleRow {
	id: number;
	slug: string;
	title: string;
	excerpt: string;
	html: string;
	access: string;
	published: Date;
	changed: Date;
	authors: string[];
	tags: string[];
	locale: string;
	cover: number | null;
}

/** The newest articles, all or of one tag, as a feed may carry them: of a members-only one nobody gets more than the excerpt. */
export const listFeedArticles = query(z.object({ tag: z.string().max(30).optional() }), async (ctx, { tag }) => {
	ctx.about('articles');
	const { feedContent, hub } = await readSettings(ctx, {});
	const { rows } = await sql<ArticleRow>`
		select a.id, a.slug, a.title, a.excerpt, a.body_html as html, a.access, a.published, a.changed, array(select m.name from content.article_author w join membership.member m on m.id = w.member
				where w.article = a.id order by w.position) as authors,
			a.tags, a.locale, a.cover
		from content.article a
		where a.published <= ${ctx.now} ${tag === undefined ? sql`` : sql`and a.tags @> array[${tag}]::text[]`}
		order by a.published desc, a.id desc limit ${most}`.execute(ctx.db);
	ctx.about(...rows.map((row) => articleThing(row.id)));
	const pictures = await findPictures(
		ctx,
		rows.flatMap(({ cover }) => cover ?? []),
	);
	const picture = ({ cover }: ArticleRow) => (cover && pictures.get(cover)?.src) || null;
	const whole = rows.map((row) => feedContent === 'full' && row.access === 'public');
	const bodies = await nameProductsIn(
		ctx,
		rows.map(({ html }, place) => (whole[place] ? html : '')),
	);
	const html = (place: number): string | null => (whole[place] ? (bodies[place] ?? '') : null);
	return { hub, items: rows.map((row, place) => articleItem(ctx, row, html(place), picture(row))) };
});

const articleItem = (ctx: Ctx, row: ArticleRow, html: string | null, picture: string | null): FeedItem => ({
	id: `${ctx.site.url}/#article-${row.id}`,
	path: articlePath(row.slug),
	title: row.title,
	summary: row.excerpt,
	html,
	published: row.published,
	changed: row.changed > row.published ? row.changed : row.published,
	authors: row.authors,
	tags: row.tags,
	locale: row.locale as Locale,
	picture,
});

interface ThreadRow {
	id: number;
	path: string;
	title: string;
	tags: string[];
	html: string;
	opened: Date;
	changed: Date;
	author: string | null;
}

/** The newest articles and threads of a tag. */
export const listFeedTagged = query(z.object({ tag: z.string().max(30) }), async (ctx, { tag }) => {
	const [articles, threads] = await Promise.all([listFeedArticles(ctx, { tag }), listFeedThreads(ctx, { tag })]);
	const items = [...articles.items, ...threads.items].sort(
		(one, other) => Number(other.published) - Number(one.published),
	);
	return { hub: threads.items.length ? threads.hub : articles.hub, items: items.slice(0, most) };
});

/** The newest threads of a category or of a tag with what they open with. */
export const listFeedThreads = query(
	z.union([z.strictObject({ category: z.number().int() }), z.strictObject({ tag: z.string().max(30) })]),
	async (ctx, which) => {
		ctx.about('category' in which ? categoryThing(which.category) : 'threads');
		const { feedContent } = await readSettings(ctx, {});
		const { rows } = await sql<ThreadRow>`
		select t.id, t.path, t.title, t.tags, c.body_html as html, t.opened, coalesce(c.edited, t.opened) as changed, m.name as author
		from community.thread t join community.comment c on c.id = t.opening left join membership.member m on m.id = t.author and t.nameless is null
		where ${'category' in which ? sql`t.category = ${which.category}::bigint` : sql`t.tags @> array[${which.tag}]::text[] and t.tags <> '{}'`} and t.hidden is null and t.withdrawn is null and c.hidden is null and c.deleted is null
			and ${openTalk(visitor, 't')}
		order by t.id desc limit ${most}`.execute(ctx.db);
		ctx.about(...rows.map((row) => `thread:${row.id}`));
		// The hub is told of what the house writes: a promise that nobody keeps would leave subscribers waiting.
		return { hub: null, items: rows.map((row) => threadItem(ctx, row, feedContent === 'full')) };
	},
);

const threadItem = (ctx: Ctx, row: ThreadRow, full: boolean): FeedItem => ({
	id: `${ctx.site.url}/#thread-${row.id}`,
	path: row.path,
	title: row.title,
	summary: [...readText(row.html).text.replace(/\s+/g, ' ')].slice(0, summaryLength).join(''),
	html: full ? row.html : null,
	published: row.opened,
	changed: row.changed,
	authors: row.author ? [row.author] : [],
	tags: row.tags,
	locale: ctx.locale,
	picture: null,
});
