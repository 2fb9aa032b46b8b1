import { sql, type RawBuilder } from 'kysely';

/** Days `from` to `to`, both included, in a time zone. */
export interface BoardPeriod {
	from: string;
	to: string;
	timeZone: string;
}

const since = ({ from, timeZone }: BoardPeriod): RawBuilder<Date> =>
	sql`(${from}::date::timestamp at time zone ${timeZone})`;
const until = ({ to, timeZone }: BoardPeriod): RawBuilder<Date> =>
	sql`((${to}::date + 1)::timestamp at time zone ${timeZone})`;
const within = (column: string, period: BoardPeriod): RawBuilder<boolean> =>
	sql`${sql.raw(column)} >= ${since(period)} and ${sql.raw(column)} < ${until(period)}`;

/**
 * The first touch of a member `m` whose tracked link is `l`: the link's article if the link has one, else the article
 * that was read first. At most one article and one post, so sums add up.
 */
const firstArticle = sql`coalesce(l.article, case when m.came_to ~ '^article:[0-9]{1,18}$' then substr(m.came_to, 9)::bigint end)`;

const tallied = (period: BoardPeriod, prefix: string): RawBuilder<unknown> => sql`
	select substr(subject, ${prefix.length + 1}::int)::bigint as id, sum(visits)::bigint as visits
	from insight.tally
	where day between ${period.from}::date and ${period.to}::date
		and subject >= ${prefix} and subject < ${`${prefix.slice(0, -1)};`}
	group by subject`;

/** A count of the board, and the article and the post that it belongs to. */
export interface BoardCount {
	step: 'reached' | 'site' | 'article' | 'post' | 'members' | 'commentsHome' | 'commentsBack';
	article: number | null;
	post: number | null;
	count: number;
}

/** The statements of the board, one per part. */
export const boardParts = {
	/**
	 * Everything that is counted, in one statement. `site`, `article` and `post` are visits, each told by itself, because
	 * one visit reads several articles. Left out: staff, comments that people cannot read, and our own answers, which a
	 * network tells among the comments under a post.
	 */
	counts: (period: BoardPeriod): RawBuilder<unknown> => sql`
		select 'site' as step, null::bigint as article, null::bigint as post, coalesce(sum(visits), 0)::bigint as count
		from insight.tally where subject = 'site' and day between ${period.from}::date and ${period.to}::date
		union all
		select 'article', id, null, visits from (${tallied(period, 'article:')}) t
		union all
		select 'post', null, l.post, sum(t.visits)::bigint
		from (${tallied(period, 'link:')}) t join publishing.link l on l.id = t.id where l.post is not null group by l.post
		union all
		select 'reached', p.article, p.id, p.reach from publishing.post p where p.reach is not null and ${within('p.published', period)}
		union all
		select 'members', ${firstArticle}, l.post, count(*)
		from membership.member m left join publishing.link l on l.id = m.came_by_link
		where m.role = 'member' and ${within('m.joined', period)} group by 2, 3
		union all
		select 'commentsHome', a.id, l.post, count(*)
		from community.comment c
		join community.thread t on t.id = c.thread
		left join membership.member m on m.id = c.author
		left join publishing.link l on l.id = m.came_by_link
		left join content.article a on a.thread = c.thread
		where ${within('c.posted', period)} and c.origin_network is null and c.deleted is null and c.hidden is null and t.hidden is null
			and (m.id is null or m.role = 'member')
		group by 2, 3
		union all
		select 'commentsBack', p.article, p.id, count(*)
		from publishing.comment c join publishing.post p on p.id = c.post
		where ${within('c.posted', period)} and not exists (select from inbox.answer a where a.external_id = c.external_id)
		group by 2, 3`,

	/** The articles of these numbers, and those published in the period. */
	articles: (period: BoardPeriod, ids: readonly number[]): RawBuilder<unknown> => sql`
		select id as article, title, slug from content.article where id = any(${idList(ids)}::bigint[]) or ${within('published', period)}`,

	/** The posts of these numbers, and those that went out in the period. */
	posts: (period: BoardPeriod, ids: readonly number[]): RawBuilder<unknown> => sql`
		select p.id as post, a.name as account, a.network, p.text, p.published, p.article
		from publishing.post p join publishing.account a on a.id = p.account
		where p.id = any(${idList(ids)}::bigint[]) or ${within('p.published', period)}`,

	/** Money that moved, by first touch and currency. */
	money: (period: BoardPeriod): RawBuilder<unknown> => sql`
		select case when m.id is not null then ${firstArticle} end as article, l.post, e.currency,
			count(*) filter (where e.transition = 'paid') as orders,
			coalesce(sum(e.amount) filter (where e.transition = 'paid'), 0)::bigint as paid,
			coalesce(-sum(e.amount) filter (where e.transition = 'refunded'), 0)::bigint as refunded,
			sum(e.amount)::bigint as net
		from commerce.order_entry e
		join commerce.order o on o.id = e."order"
		left join membership.member m on m.id = o.member
		left join publishing.link l on l.id = m.came_by_link
		where ${within('e.occurred', period)} and (m.id is null or m.role = 'member')
		group by 1, 2, 3`,

	/** Visits by source, and who joined during them. */
	sources: (period: BoardPeriod): RawBuilder<unknown> => sql`
		with visited as (
			select substr(subject, 8) as source, sum(visits)::bigint as visits from insight.tally
			where day between ${period.from}::date and ${period.to}::date and subject >= 'source:' and subject < 'source;'
			group by subject),
		joined as (
			select first.source, count(*) as members
			from membership.member m
			cross join lateral (
				select v.source from insight.visit v
				where v.member = m.id and v.began <= m.joined and v.last_seen >= m.joined - interval '30 minutes'
				order by v.began, v.id limit 1) first
			where m.role = 'member' and ${within('m.joined', period)}
			group by first.source)
		select visited.source, visited.visits, coalesce(joined.members, 0)::bigint as members
		from visited left join joined using (source)
		order by visited.visits desc, visited.source limit 50`,
};

/** Numbers as PostgreSQL writes a list of them. */
const idList = (ids: readonly number[]): string => `{${ids.join(',')}}`;
