import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { articlePath, seriesPath } from '#content/article.ts';
import { pagePath } from '#content/page.ts';
import type { MentionKind } from '#seo/read-mention.ts';
import { mayReadFound } from '#seo/policy.ts';

export interface ListedMention {
	id: number;
	source: string;
	kind: MentionKind;
	title: string;
	author: string;
	excerpt: string;
	asked: Date;
	state: 'waiting' | 'shown' | 'hidden' | 'gone';
	/** What it is about: an article, a page or a series. */
	place: { title: string; path: string };
}

const ListMentions = z.object({
	/** Id of the last one of the page before. */
	before: z.coerce.number().int().positive().optional(),
	limit: z.number().int().min(1).max(100).default(50),
});

const paths = { article: articlePath, page: pagePath, series: seriesPath };

/** Mentions whose link was seen, the newest first; for staff. */
export const listMentions = query(ListMentions, async (ctx, { before, limit }) => {
	authorize(ctx.actor, 'seo.read', mayReadFound, null);
	const { rows } = await sql<
		Omit<ListedMention, 'place'> & { place_title: string; slug: string; folder: keyof typeof paths }
	>`
		select m.id, m.source, m.kind, m.title, m.author, m.excerpt, m.asked,
			coalesce(a.title, p.title, s.title) as place_title, coalesce(a.slug, p.slug, s.slug) as slug,
			case when a.id is not null then 'article' when p.id is not null then 'page' else 'series' end as folder,
			case when m.gone is not null then 'gone' when m.hidden is not null then 'hidden'
				when m.approved is not null then 'shown' else 'waiting' end as state
		from seo.mention m left join content.article a on a.id = m.article left join content.page p on p.id = m.page
			left join content.series s on s.id = m.series
		where m.verified is not null and (${before ?? null}::bigint is null or m.id < ${before ?? null}::bigint)
		order by m.id desc limit ${limit + 1}`.execute(ctx.db);
	const items = rows.slice(0, limit).map(({ place_title: title, slug, folder, ...mention }): ListedMention => ({
		...mention,
		place: { title, path: paths[folder](slug) },
	}));
	return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
});
