import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayReadFound } from '#seo/policy.ts';
import type { RedirectStatus } from '#seo/redirect.ts';

/** A redirect as its list shows it. */
export interface ListedRedirect {
	id: number;
	from: string;
	target: string | null;
	status: RedirectStatus;
	origin: string;
	hits: number;
	hit: Date | null;
	created: Date;
	author: string | null;
}

const ListRedirects = z.object({
	/** A part of the old or the new address. */
	search: z.string().trim().max(200).default(''),
	/** Id of the last one of the page before. */
	before: z.coerce.number().int().positive().optional(),
	limit: z.number().int().min(1).max(100).default(50),
});

/** Redirects, the newest first; for staff. */
export const listRedirects = query(ListRedirects, async (ctx, { search, before, limit }) => {
	authorize(ctx.actor, 'seo.read', mayReadFound, null);
	const pattern = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;
	// People type Chinese; addresses are kept encoded.
	const encoded = search.replace(/[^\u0000-\u007f]+/g, (part) => encodeURIComponent(part));
	const { rows } = await sql<ListedRedirect>`
		select r.id, r.path || case when r.query = '' then '' else '?' || r.query end as "from", r.target, r.status, r.origin,
			r.hits::int as hits, r.hit, r.created, m.name as author
		from seo.redirect r left join membership.member m on m.id = r.created_by
		where (${before ?? null}::bigint is null or r.id < ${before ?? null}::bigint)
			${search ? sql`and (r.path || '?' || r.query || ' ' || coalesce(r.target, '')) ilike any(array[${pattern(search)}, ${pattern(encoded)}])` : sql``}
		order by r.id desc limit ${limit + 1}`.execute(ctx.db);
	return { items: rows.slice(0, limit), next: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null };
});
