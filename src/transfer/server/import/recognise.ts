import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import type { Kind } from '#transfer/item.ts';
import { commentDigest } from '#transfer/server/import/keep-comments.ts';
import type { KnownItems } from '#transfer/server/import/known-items.ts';
import type { Prepared } from '#transfer/server/import/prepared.ts';

interface Found {
	foreign: string;
	id: number;
	digest: string;
	mark: string;
}

/**
 * What a source names otherwise than when it was brought is known again: an article by its former name, or by its moment
 * where exactly one of that moment came from there; a comment beneath it by its words. From then on it has the new name, too.
 */
export async function recognise(
	ctx: Ctx,
	origin: string,
	items: readonly Prepared[],
	known: KnownItems,
): Promise<void> {
	const take = (kind: Kind, rows: readonly Found[]): void => {
		for (const { foreign, id, digest, mark } of rows) known.keep(kind, foreign, { id: Number(id), digest, mark });
	};
	const articles = items.flatMap((one) =>
		one.kind === 'article' && one.item.formerly && !known.find('article', one.item.id)
			? [{ foreign: one.item.id, former: one.item.formerly.id, published: one.item.formerly.published }]
			: [],
	);
	if (articles.length) take('article', await findArticles(ctx, origin, articles));
	const comments = items.flatMap((one) => {
		if (one.kind !== 'comment' || !one.item.formerly || known.find('comment', one.item.id)) return [];
		const under = known.find('article', one.item.under);
		return under ? [{ foreign: one.item.id, home: `article:${under.id}`, digest: commentDigest(one) }] : [];
	});
	if (comments.length) take('comment', await findComments(ctx, origin, comments));
}

/** A name by which nothing has been known again yet: that of a digest. */
const old = '^[0-9a-f]{24}$';

async function findArticles(ctx: Ctx, origin: string, asked: readonly object[]): Promise<Found[]> {
	const { rows } = await sql<Found>`
		with asked as (
			select * from jsonb_to_recordset(${JSON.stringify(asked)}::text::jsonb) as asked ("foreign" text, former text, published timestamptz)
		), free as (
			select item.foreign_id, item.home, item.digest, item.mark, article.published
			from transfer.item item join content.article article on 'article:' || article.id = item.home
			where item.origin = ${origin}::text and item.kind = 'article' and item.foreign_id ~ ${old}::text and not exists (
				select from transfer.item other
				where other.origin = item.origin and other.kind = item.kind and other.home = item.home and other.foreign_id !~ ${old}::text
			)
		), found as (
			select asked."foreign", free.*, free.foreign_id = asked.former as named,
				count(*) over (partition by asked."foreign") as choices,
				count(*) over (partition by free.foreign_id) as askers
			from asked join free on free.foreign_id = asked.former or free.published = asked.published
		)
		select distinct on ("foreign") "foreign", split_part(home, ':', 2)::bigint as id, digest, mark
		from found where named or (choices = 1 and askers = 1)
		order by "foreign", named desc`.execute(ctx.db);
	return rows;
}

async function findComments(ctx: Ctx, origin: string, asked: readonly object[]): Promise<Found[]> {
	const { rows } = await sql<Found>`
		select distinct on (asked."foreign") asked."foreign", split_part(item.home, ':', 2)::bigint as id, item.digest, item.mark
		from jsonb_to_recordset(${JSON.stringify(asked)}::text::jsonb) as asked ("foreign" text, home text, digest text)
		join transfer.item article
			on article.origin = ${origin}::text and article.kind = 'article' and article.home = asked.home and article.foreign_id ~ ${old}::text
		join transfer.item item
			on item.origin = article.origin and item.kind = 'comment' and item.digest = asked.digest
			and starts_with(item.foreign_id, article.foreign_id || ' ')
		order by asked."foreign", item.foreign_id`.execute(ctx.db);
	return rows;
}
