-- Visits over :days days up to :today, the later the more; what they read; and the sums of both.
-- hashint8extended gives every row numbers of its own, so that the same site comes out each time.
insert into insight.visit (visitor, day, began, last_seen, entry_thing, entry_path, link, source, channel, pages, member)
select lpad(to_hex(hashint8extended(n, 1)), 16, '0'), (began at time zone 'Asia/Taipei')::date, began,
	began + (h3 % 600) * interval '1 second',
	'article:' || article, '/articles/article-' || article,
	case when h2 % 10 < 4 then article end,
	case h2 % 10 when 0 then 'facebook' when 1 then 'facebook' when 2 then 'instagram' when 3 then 'line' when 4 then 'google' when 5 then 'google' when 6 then 'threads' when 7 then 'mail' else 'direct' end,
	case h2 % 10 when 0 then 'social' when 1 then 'social' when 2 then 'social' when 3 then 'social' when 4 then 'search' when 5 then 'search' when 6 then 'social' when 7 then 'mail' else 'direct' end,
	1 + h3 % 4,
	case when h1 % 12 = 0 then 5 + h3 % (:members - 5) end
from (
	select n, h1, h2, h3,
		(:'today'::date - :days + 1 + floor(sqrt((h1 % 1000000) / 1000000.0) * :days)::integer)::timestamp at time zone 'Asia/Taipei'
			+ (h2 % 86000) * interval '1 second' as began,
		1 + floor(power((h3 % 1000003) / 1000003.0, 3) * :articles)::bigint as article
	from (
		select n, abs(hashint8extended(n, 2) / 2) as h1, abs(hashint8extended(n, 3) / 2) as h2, abs(hashint8extended(n, 4) / 2) as h3
		from generate_series(1, :visits) as n
	) hashed
) drawn;
insert into insight.reading (visit, thing, views) select id, entry_thing, 1 from insight.visit;
insert into insight.reading (visit, thing, views)
select id, 'article:' || 1 + abs(hashint8extended(id, 5) / 2) % :articles, 1 from insight.visit where pages > 2
on conflict do nothing;
insert into insight.tally (day, subject, visits, views) select day, 'site', count(*), sum(pages) from insight.visit group by day;
insert into insight.tally (day, subject, visits, views) select day, 'source:' || source, count(*), sum(pages) from insight.visit group by day, source;
insert into insight.tally (day, subject, visits, views) select day, 'link:' || link, count(*), sum(pages) from insight.visit where link is not null group by day, link;
insert into insight.tally (day, subject, visits, views)
select v.day, r.thing, count(*), sum(r.views) from insight.reading r join insight.visit v on v.id = r.visit group by v.day, r.thing;
