import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import { articlePath } from '#content/article.ts';
import { pagePath } from '#content/page.ts';
import { splitAtWords, wordsOf, type Found } from '#site/found.ts';

/** Most results of one search; who wants others asks with more words. */
const most = 30;
/** Characters of the text that are shown, and how many of them before the word. */
const [shown, before] = [140, 40];

interface Row {
	kind: Found['kind'];
	title: string;
	slug: string;
	text: string;
	time: Date | null;
	locale: string | null;
}

/**
 * What everybody may see that has all the words of a question in its title or text: articles, pages and threads of the
 * forum; titles first, then the newest. Of a members-only article only what everybody may read is searched, or the search
 * would tell the rest. This file is the whole search: an engine with an index takes its place.
 */
export const searchSite = query(z.object({ question: z.string().max(1000) }), async (ctx, { question }) => {
	const words = wordsOf(question);
	if (!words.length) return { words, items: [] as Found[] };
	const pattern = (word: string): string => `%${word.replace(/[\\%_]/g, '\\$&')}%`;
	const every = (title: string, text: RawBuilder<string>): RawBuilder<boolean> =>
		sql`${sql.join(
			words.map((word) => sql`(${sql.ref(title)} ilike ${pattern(word)} or ${text} ilike ${pattern(word)})`),
			sql` and `,
		)}`;
	const around = (text: RawBuilder<string>): RawBuilder<string> =>
		sql`substr(${text}, greatest(1, strpos(lower(${text}), ${words[0] ?? ''}) - ${before}), ${shown})`;
	const articleText = sql<string>`(case when article.access = 'public' then article.body_text else article.excerpt end)`;
	const pageText = sql<string>`page.body_text`;
	const commentText = sql<string>`said.text`;
	const { rows } = await sql<Row>`
		select kind, title, slug, text, time, locale from (
			(select 'article' as kind, article.title, article.slug, ${around(articleText)} as text, article.published as time, article.locale
			from content.article where article.published <= ${ctx.now} and ${every('article.title', articleText)}
			order by article.published desc limit ${most})
			union all
			(select 'page', page.title, page.slug, ${around(pageText)}, null, page.locale
			from content.page where page.published <= ${ctx.now} and ${every('page.title', pageText)}
			order by page.title limit ${most})
			union all
			(select 'thread', thread.title, thread.path, ${around(commentText)}, thread.active, null
			from community.thread,
				lateral (select coalesce(string_agg(comment.body_text, ' ' order by comment.id), '') as text from community.comment
					where comment.thread = thread.id and comment.deleted is null and comment.hidden is null) said
			where thread.category is not null and thread.hidden is null and thread.withdrawn is null
				and ${every('thread.title', commentText)}
			order by thread.active desc limit ${most})
		) found order by strpos(lower(title), ${words[0] ?? ''}) = 0, time desc nulls first, title limit ${most}`.execute(
		ctx.db,
	);
	const items = rows.map(({ kind, title, slug, text, time, locale }): Found => ({
		kind,
		title,
		path: kind === 'article' ? articlePath(slug) : kind === 'page' ? pagePath(slug) : slug,
		pieces: splitAtWords(text.replace(/\s+/g, ' ').trim(), words),
		time,
		locale,
	}));
	return { words, items };
});
