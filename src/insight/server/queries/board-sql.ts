import { sql, type RawBuilder } from 'kysely';

/** Days `from` to `to`, both included, in a time zone. */
export interface BoardPeriod {
	from: string;
	to: string;
	timeZone: string;
}

const since = ({ from, timeZone }: BoardPeriod): RawBuilder<Date> => sql`(${from}::date::timestamp at time zone ${timeZone})`;
const until = ({ to, timeZone }: BoardPeriod): RawBuilder<Date> => sql`((${to}::date + 1)::timestamp at time zone ${timeZone})`;
const within = (column: string, period: BoardPeriod): RawBuilder<boolean> =>
	sql`${sql.raw(column)} >= ${since(period)} and ${sql.raw(column)} < ${until(period)}`;

/**
 * Members with their first touch, staff left out. Each has at most one article and one post, so sums add up: the tracked
 * link's article if the link has one, else the article that was read first.
 */
const touched = sql`
	select m.id, m.joined, l.post, coalesce(l.article, case when m.came_to ~ '^article:[0-9]{1,18}$' then substr(m.came_to, 9)::bigint end) as article
	from membership.member m left join publishing.link l on l.id = m.came_by_link
	where m.role = 'member'`;

/** Comments written here in the period that people can read, without staff's. */
const spoken = (period: BoardPeriod): RawBuilder<unknown> => sql`
	select c.id, c.thread, c.author
	from community.comment c
	join community.thread t on t.id = c.thread
	left join membership.member m on m.id = c.author
	where ${within('c.posted', period)} and c.origin_network is null and c.deleted is null and c.hidden is null and t.hidden is null
		and (m.id is null or m.role = 'member')`;

/** Comments that others wrote under our posts on networks in the period; our own answers, which the network tells too, are left out. */
const brought = (period: BoardPeriod): RawBuilder<unknown> => sql`
	select c.id, c.post, p.article
	from publishing.comment c join publishing.post p on p.id = c.post
	where ${within('c.posted', period)} and not exists (select from inbox.answer a where a.external_id = c.external_id)`;

const tallied = (period: BoardPeriod, prefix: string): RawBuilder<unknown> => sql`
	select substr(subject, ${prefix.length + 1})::bigint as id, sum(visits)::bigint as visits
	from insight.tally
	where day between ${period.from}::date and ${period.to}::date
		and subject >= ${prefix} and subject < ${`${prefix.slice(0, -1)};`}
	group by subject`;

/** True when money moved in the period for members of this article or post. */
const bought = (whose: string, period: BoardPeriod): RawBuilder<boolean> => sql`exists (
	select from commerce.order_entry e join commerce.order o on o.id = e."order" join touched t on t.id = o.member
	where ${sql.raw(whose)} and ${within('e.occurred', period)})`;

/** The statements of the board, one per part. */
export const boardParts = {
	articles: (period: BoardPeriod): RawBuilder<unknown> => sql`
		with touched as (${touched}),
		visited as (${tallied(period, 'article:')}),
		joined as (select article as id, count(*) as members from touched where ${within('joined', period)} and article is not null group by article),
		spoken as (${spoken(period)}),
		said as (select thread, count(*) as home from spoken group by thread),
		returned as (select article as id, count(*) as back from (${brought(period)}) b where article is not null group by article),
		reached as (
			select article as id, sum(reach)::bigint as people from publishing.post
			where article is not null and ${within('published', period)} group by article)
		select a.id as article, a.title, a.slug, reached.people as reached, coalesce(visited.visits, 0)::bigint as visits,
			coalesce(joined.members, 0)::bigint as members, coalesce(said.home, 0)::bigint as "commentsHome",
			coalesce(returned.back, 0)::bigint as "commentsBack"
		from content.article a
		left join visited using (id)
		left join joined using (id)
		left join said on said.thread = a.thread
		left join returned using (id)
		left join reached using (id)
		where visited.id is not null or joined.id is not null or said.thread is not null or returned.id is not null or reached.id is not null
			or ${within('a.published', period)} or ${bought('t.article = a.id', period)}
		order by visits desc, a.id desc`,

	posts: (period: BoardPeriod): RawBuilder<unknown> => sql`
		with touched as (${touched}),
		visited as (
			select l.post as id, sum(t.visits)::bigint as visits
			from (${tallied(period, 'link:')}) t join publishing.link l on l.id = t.id
			where l.post is not null group by l.post),
		joined as (select post as id, count(*) as members from touched where ${within('joined', period)} and post is not null group by post),
		spoken as (${spoken(period)}),
		said as (
			select t.post as id, count(*) as home from spoken s join touched t on t.id = s.author
			where t.post is not null group by t.post),
		returned as (select post as id, count(*) as back from (${brought(period)}) b group by post)
		select p.id as post, a.name as account, a.network, p.text, p.published, p.article,
			case when ${within('p.published', period)} then p.reach end as reached, coalesce(visited.visits, 0)::bigint as visits,
			coalesce(joined.members, 0)::bigint as members, coalesce(said.home, 0)::bigint as "commentsHome", coalesce(returned.back, 0)::bigint as "commentsBack"
		from publishing.post p
		join publishing.account a on a.id = p.account
		left join visited on visited.id = p.id
		left join joined on joined.id = p.id
		left join said on said.id = p.id
		left join returned on returned.id = p.id
		where ${within('p.published', period)} or visited.id is not null or joined.id is not null or said.id is not null or returned.id is not null
			or ${bought('t.post = p.id', period)}
		order by visits desc, p.id desc`,

	money: (period: BoardPeriod): RawBuilder<unknown> => sql`
		with touched as (${touched})
		select t.article, t.post, e.currency, count(*) filter (where e.transition = 'paid') as orders,
			coalesce(sum(e.amount) filter (where e.transition = 'paid'), 0)::bigint as paid,
			coalesce(-sum(e.amount) filter (where e.transition = 'refunded'), 0)::bigint as refunded,
			sum(e.amount)::bigint as net
		from commerce.order_entry e
		join commerce.order o on o.id = e."order"
		left join touched t on t.id = o.member
		left join membership.member m on m.id = o.member
		where ${within('e.occurred', period)} and (m.id is null or m.role = 'member')
		group by t.article, t.post, e.currency`,

	total: (period: BoardPeriod): RawBuilder<unknown> => sql`
		select
			(select sum(reach)::bigint from publishing.post where ${within('published', period)}) as reached,
			(select coalesce(sum(visits), 0)::bigint from insight.tally
				where subject = 'site' and day between ${period.from}::date and ${period.to}::date) as visits,
			(select count(*) from membership.member where role = 'member' and ${within('joined', period)}) as members,
			(select count(*) from (${spoken(period)}) s) as "commentsHome",
			(select count(*) from (${brought(period)}) b) as "commentsBack"`,

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
