import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { articlePath } from '#content/article.ts';
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
	article: { id: number; title: string; path: string };
}

const ListMentions = z.object({
	/** Id of the last one of the page before. */
	before: z.coerce.number().int().positive().optional(),
	limit: z.number().int().min(1).max(100).default(50),
});

/** Mentions whose link was seen, the newest first; for staff. */
export const listMentions = query(ListMentions, async (ctx, { before, limit }) => {
	authorize(ctx.actor, 'seo.read', mayReadFound, null);
	const { rows } = await sql<Omit<ListedMention, 'article'> & { article: number; article_title: string; slug: string }>`
		select m.id, m.source, m.kind, m.title, m.author, m.excerpt, m.asked, m.article, a.title as article_title, a.slug,
			case when m.gone is not null then 'gone' when m.hidden is not null then 'hidden'
				when m.approved is not null then 'shown' else 'waiting' end as state
		from seo.mention m join content.article a on a.id = m.article
		where m.verified is not null and (${before ?? null}::bigint is null or m.id < ${before ?? null}::bigint)
		order by m.id desc limit ${limit + 1}`.execute(ctx.db);
	const items = rows.slice(0, limit).map(({ article, article_title, slug, ...mention }): ListedMention => ({
		...mention,
		article: { id: article, title: article_title, path: articlePath(slug) },
	}));
	return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
});
