import { sql, type RawBuilder } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { articlePath } from '#content/article.ts';
import { pagePath } from '#content/page.ts';
import { admitted } from '#content/server/index.ts';
import { eventPath } from '#gathering/gathering.ts';
import { productPath } from '#commerce/product.ts';
import { profilePath } from '#membership/member.ts';
import type { Kind } from '#search/entry.ts';
import type { Seen } from '#search/rank-found.ts';
import { openTalk } from '#community/server/index.ts';

interface Wanted {
	kind: Kind;
	thing: number;
	titled: boolean;
}

/** A thing as its owner keeps it now. */
interface Row {
	thing: number;
	title: string;
	text: string;
	path: string;
	slug: string;
	time: Date | null;
	locale: string | null;
	author: string | null;
	access: string;
	thread: number | null;
	/** How far its author is trusted here; those who work here as far as anybody. */
	trust: number;
	/** It is the answer of its thread, or a thread that has one. */
	solves: boolean;
}

/** More characters than any text has. */
const all = 1_000_000_000;

/** What stands there now of these things, or so many characters of it, and may be seen by the asker, whatever the index still remembers. */
export async function readFound(ctx: Ctx, wanted: readonly Wanted[], characters = all): Promise<Seen[]> {
	const text = (column: RawBuilder<unknown>): RawBuilder<string> => sql`left(${column}, ${characters}::int) as text`;
	// As `mayReadWhole` says.
	const whole = sql<boolean>`(article.access = 'public' or (${ctx.actor.kind !== 'visitor'} and ${admitted(ctx.actor)}))`;
	const ids = (kind: Kind): number[] => wanted.filter((one) => one.kind === kind).map(({ thing }) => thing);
	const questions: Record<Kind, () => Promise<{ rows: Row[] }>> = {
		article: () =>
			sql<Row>`
			select id as thing, title, slug, published as time, locale, access, null as author, null::bigint as thread, '' as path, 3 as trust, false as solves,
				${text(sql`case when ${whole} then body_text else excerpt end`)}
			from content.article article where id = any(${ids('article')}::bigint[]) and published <= ${ctx.now} and deleted is null`.execute(
				ctx.db,
			),
		page: () =>
			sql<Row>`
			select id as thing, title, slug, null::timestamptz as time, locale, 'public' as access, null as author, null::bigint as thread, '' as path, 3 as trust, false as solves, ${text(sql`body_text`)}
			from content.page where id = any(${ids('page')}::bigint[]) and published <= ${ctx.now}`.execute(ctx.db),
		thread: () =>
			sql<Row>`
			select thread.id as thing, title, '' as slug, path, active as time, null as locale, 'public' as access, m.name as author, thread.id as thread,
				${trustOf}, exists (select from community.answer a where a.thread = thread.id) as solves,
				coalesce((select ${text(sql`body_text`)} from community.comment c where c.id = thread.opening and c.deleted is null and c.hidden is null), '') as text
			from community.thread left join membership.member m on m.id = thread.author and thread.nameless is null
				left join community.trust on trust.member = m.id
			where thread.id = any(${ids('thread')}::bigint[]) and category is not null and hidden is null and withdrawn is null
				and ${openTalk(ctx.actor)}`.execute(ctx.db),
		comment: () =>
			sql<Row>`
			select comment.id as thing, thread.title, '' as slug, '/community/comment/' || comment.id || '/place' as path, comment.posted as time,
				null as locale, 'public' as access, coalesce(m.name, comment.origin_author) as author, comment.thread, ${text(sql`comment.body_text`)},
				${trustOf}, exists (select from community.answer a where a.thread = comment.thread and a.comment = comment.id) as solves
			from community.comment join community.thread on thread.id = comment.thread
				left join membership.member m on m.id = comment.author and comment.nameless is null
				left join community.trust on trust.member = m.id
				left join content.article article on article.id = substring(thread.subject from '^article:([0-9]+)$')::bigint
			where comment.id = any(${ids('comment')}::bigint[]) and comment.deleted is null and comment.hidden is null
				and thread.hidden is null and thread.withdrawn is null and ${openTalk(ctx.actor)}
				and (article.id is null or article.published <= ${ctx.now} and ${whole})`.execute(ctx.db),
		member: () =>
			sql<Row>`
			select id as thing, name as title, handle as slug, '' as path, joined as time, null as locale, '' as access, null as author, null::bigint as thread,
				${text(sql`case when moderation.unlooked(id) then '' else bio end`)}, 0 as trust, false as solves
			from membership.member
			where id = any(${ids('member')}::bigint[]) and suspended is null and erased is null and ${ctx.actor.kind !== 'visitor'}`.execute(
				ctx.db,
			),
		product: () =>
			sql<Row>`
			select id as thing, name as title, '' as slug, '' as path, null::timestamptz as time, null as locale, '' as access, null as author,
				null::bigint as thread, ${text(sql`description`)}, 3 as trust, false as solves
			from commerce.product where id = any(${ids('product')}::bigint[]) and retired is null`.execute(ctx.db),
		event: () =>
			sql<Row>`
			select id as thing, title, slug, '' as path, begins as time, locale, 'public' as access, null as author, null::bigint as thread,
				${text(sql`body_text || ' ' || place || ' ' || address`)}, 3 as trust, false as solves
			from gathering.gathering where id = any(${ids('event')}::bigint[]) and published is not null`.execute(ctx.db),
	};
	const titled = new Map(wanted.map((one) => [`${one.kind}:${one.thing}`, one.titled]));
	const seen = await Promise.all(
		(Object.keys(questions) as Kind[]).map(async (kind) => {
			if (!ids(kind).length) return [];
			const { rows } = await questions[kind]();
			return rows.map((row): Seen => ({
				...row,
				kind,
				titled: titled.get(`${kind}:${row.thing}`) ?? false,
				path: pathOf(kind, row),
			}));
		}),
	);
	return seen.flat();
}

/** How far a thing's author is trusted; somebody on a network, or who has left: not at all. */
const trustOf = sql`case when m.role <> 'member' then 3 else coalesce(trust.level, 0) end as trust`;

function pathOf(kind: Kind, { thing, title, slug, path }: Row): string {
	if (kind === 'article') return articlePath(slug);
	if (kind === 'page') return pagePath(slug);
	if (kind === 'event') return eventPath(slug);
	if (kind === 'product') return productPath(thing, title);
	return kind === 'member' ? profilePath(slug) : path;
}
