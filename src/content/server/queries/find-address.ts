import { sql } from 'kysely';
import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import { articlePath, articleThing } from '#content/article.ts';
import { presentPath } from '#content/server/leads-to.ts';

/** What became of an address where no article stands. */
export type AddressEnd =
	| { end: 'moved'; path: string }
	/** It was deleted; its conversation may have stayed. */
	| { end: 'gone'; slug: string; title: string; thread: number | null }
	/** It was public and may come back. */
	| { end: 'withdrawn' }
	| { end: 'never' };

/**
 * What an address of an article leads to when none is published there. Always the last place: a target that moved since
 * is followed here, so that nobody is sent twice; one that is not public any more counts as none.
 */
export const findAddress = query(
	z.object({ slug: z.string().max(400) }),
	async (ctx, { slug }): Promise<AddressEnd> => {
		const { rows } = await sql<Found>`
		with at as (
			select article.id, article.slug, article.title, article.published, article.deleted, article.thread,
				article.leads_to_article, article.leads_to, article.thread_stays
			from content.article left join content.former_slug former on former.article = article.id and former.slug = ${slug}
			where article.slug = ${slug} or former.slug is not null
			union all
			select null, slug, title, null, gone, thread, leads_to_article, leads_to, thread is not null
			from content.gone_slug where slug = ${slug}
		)
		select at.id, at.slug, at.title, at.published, at.deleted, at.thread, at.thread_stays, at.leads_to, target.slug as target
		from at left join content.article target on target.id = at.leads_to_article and target.published <= ${ctx.now}
		order by at.id is null limit 1`.execute(ctx.db);
		const found = rows[0];
		if (!found) return { end: 'never' };
		if (found.id) ctx.about(articleThing(found.id));
		if (found.published && found.slug !== slug) return { end: 'moved', path: articlePath(found.slug) };
		if (found.deleted) {
			if (found.target) return { end: 'moved', path: articlePath(found.target) };
			if (found.leads_to) return { end: 'moved', path: await presentPath(ctx, found.leads_to) };
			// A draft that nobody saw was never there.
			if (found.thread === null && found.id) return { end: 'never' };
			return { end: 'gone', slug: found.slug, title: found.title, thread: found.thread_stays ? found.thread : null };
		}
		return found.thread === null ? { end: 'never' } : { end: 'withdrawn' };
	},
);

interface Found {
	id: number | null;
	slug: string;
	title: string;
	published: Date | null;
	deleted: Date | null;
	thread: number | null;
	thread_stays: boolean;
	leads_to: string | null;
	/** Present slug of the article that it leads to, if that is public. */
	target: string | null;
}
