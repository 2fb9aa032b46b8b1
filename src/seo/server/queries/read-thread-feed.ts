import { sql } from 'kysely';
import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { categoryFace, commentPlacePath, threadThing } from '#community/thread.ts';
import type { FeedItem } from '#seo/feed.ts';
import { readText } from '#seo/read-text.ts';
import { readSettings } from '#seo/server/queries/read-settings.ts';
import { visitor } from '#platform/actor.ts';
import { givenText } from '#community/stars-text.ts';
import type { Disclosure, Stars } from '#community/stars.ts';
import { escapeHtml } from '#platform/document/escape-html.ts';
import { openTalk } from '#community/server/index.ts';

/** Comments that a feed tells of: the newest; characters of each one's summary, and of what stands for a title. */
const most = 30;
const summaryLength = 200;
const titleLength = 60;

interface Row {
	id: number;
	html: string;
	posted: Date;
	changed: Date;
	author: string | null;
	stars: Stars | null;
	disclosed: Disclosure | null;
}

/**
 * The newest comments of a thread that everybody can read. What hangs under something that is for members only has no feed: a
 * reader of feeds is nobody. Throws Problem `thread.not-found`.
 */
export const listFeedComments = query(
	z.object({ thread: z.number().int().positive() }),
	async (ctx, { thread: id }) => {
		ctx.about(threadThing(id));
		const { feedContent } = await readSettings(ctx, {});
		const found = await sql<{ title: string; path: string; category: number | null }>`
		select t.title, t.path, t.category from community.thread t left join content.article a on t.subject = 'article:' || a.id
		where t.id = ${id}::bigint and t.hidden is null and t.withdrawn is null and ${openTalk(visitor, 't')}
			and (t.category is not null or t.subject not like 'article:%' or (a.access = 'public' and a.published <= ${ctx.now}))`.execute(
			ctx.db,
		);
		const [thread] = found.rows;
		if (!thread) throw notFound('thread');
		if (thread.category) ctx.about(categoryFace(thread.category));
		const { rows } = await sql<Row>`
		select c.id, c.body_html as html, c.posted, coalesce(c.edited, c.posted) as changed, coalesce(c.origin_author, m.name) as author,
			c.stars, c.disclosed
		from community.comment c left join membership.member m on m.id = c.author and c.nameless is null
		where c.thread = ${id}::bigint and c.hidden is null and c.deleted is null order by c.id desc limit ${most}`.execute(
			ctx.db,
		);
		const items = rows.map(({ id: comment, posted, changed, author, stars, disclosed, html: said }): FeedItem => {
			const given = stars && disclosed ? givenText({ stars, disclosed }, ctx.locale) : '';
			const html = given ? `<p>${escapeHtml(given)}</p>${said}` : said;
			const words = [...readText(html).text.replace(/\s+/g, ' ')];
			const title = words.slice(0, titleLength).join('') + (words.length > titleLength ? '…' : '');
			return {
				id: `${ctx.site.url}/#comment-${comment}`,
				path: commentPlacePath(comment),
				title: author ? `${author}: ${title}` : title,
				summary: words.slice(0, summaryLength).join(''),
				html: feedContent === 'full' ? html : null,
				published: posted,
				changed,
				authors: author ? [author] : [],
				tags: [],
				locale: ctx.locale,
				picture: null,
			};
		});
		return { thread, found: { hub: null, items } };
	},
);
