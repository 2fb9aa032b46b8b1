import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import type { Entry, Kind } from '#search/entry.ts';

/**
 * What can be found of these things now. Who is not there, or not for readers, has no entry. Of a members-only article
 * everybody finds the beginning, members find all; of one for some of them all find the beginning, so that nobody is told by a search
 * what the rest says.
 */
export const readEntries: Record<Kind, (ctx: Ctx, ids: readonly number[]) => Promise<Entry[]>> = {
	async article(ctx, ids) {
		const { rows } = await sql<Entry & { access: string; segment: number | null; excerpt: string }>`
			select id as thing, 'everybody' as audience, title, body_text as text, excerpt, tags, access, segment, null::bigint as category,
				array(select w.member from content.article_author w where w.article = article.id order by w.position) as authors,
				published as written
			from content.article
			where id = any(${ids}::bigint[]) and published <= ${ctx.now} and deleted is null`.execute(ctx.db);
		return rows.flatMap((row) =>
			row.access === 'public'
				? [row]
				: [{ ...row, text: row.excerpt }, ...(row.segment === null ? [{ ...row, audience: 'members' as const }] : [])],
		);
	},
	async page(ctx, ids) {
		const { rows } = await sql<Entry>`
			select id as thing, 'everybody' as audience, title, body_text as text, '{}'::text[] as tags, '{}'::bigint[] as authors,
				null::bigint as category, published as written
			from content.page where id = any(${ids}::bigint[]) and published <= ${ctx.now}`.execute(ctx.db);
		return rows;
	},
	async thread(ctx, ids) {
		const { rows } = await sql<Entry>`
			select id as thing, 'everybody' as audience, title, '' as text, tags,
				array_remove(array[case when nameless is null then author end], null) as authors, category,
				nullif(kind, 'discussion') as thread_kind, opened as written
			from community.thread
			where id = any(${ids}::bigint[]) and category is not null and hidden is null and withdrawn is null`.execute(ctx.db);
		return rows;
	},
	async comment(ctx, ids) {
		const { rows } = await sql<Entry>`
			select comment.id as thing, 'everybody' as audience, '' as title, comment.body_text as text, thread.tags,
				array_remove(array[case when comment.nameless is null then comment.author end], null) as authors, thread.category,
				nullif(thread.kind, 'discussion') as thread_kind, comment.posted as written
			from community.comment join community.thread on thread.id = comment.thread
			where comment.id = any(${ids}::bigint[]) and comment.deleted is null and comment.hidden is null`.execute(ctx.db);
		return rows;
	},
	/** People are found by those who have joined: a stranger does not go through the names. */
	async member(ctx, ids) {
		const { rows } = await sql<Entry>`
			select id as thing, 'members' as audience, name as title, case when moderation.unlooked(id) then '' else bio end || ' ' || handle as text, '{}'::text[] as tags, '{}'::bigint[] as authors,
				null::bigint as category, joined as written
			from membership.member where id = any(${ids}::bigint[]) and suspended is null and erased is null`.execute(ctx.db);
		return rows;
	},
	/** What is on offer. */
	async product(ctx, ids) {
		const { rows } = await sql<Entry>`
			select id as thing, 'everybody' as audience, name as title, description || ' ' || sku as text, '{}'::text[] as tags, '{}'::bigint[] as authors,
				null::bigint as category, ${ctx.now}::timestamptz as written
			from commerce.product where id = any(${ids}::bigint[]) and retired is null`.execute(ctx.db);
		return rows;
	},
	/** What there is, or was, to come to; where it is off, too, so that whoever looks for it learns that. */
	async event(ctx, ids) {
		const { rows } = await sql<Entry>`
			select id as thing, 'everybody' as audience, title, body_text || ' ' || place || ' ' || address as text, '{}'::text[] as tags,
				'{}'::bigint[] as authors, null::bigint as category, begins as written
			from gathering.gathering where id = any(${ids}::bigint[]) and published is not null`.execute(ctx.db);
		return rows;
	},
};
