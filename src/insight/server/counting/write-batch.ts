import type { Sql } from '#platform/database/connect.ts';
import { printedSource } from '#insight/source-rules.ts';
import type { Batch, Segment } from '#insight/server/counting/batch.ts';

/** Segments per statement. */
const chunk = 4_000;

/** One at a time per site: two processes must not both begin the visit of one visitor. */
const turn = 7_203_115;

/**
 * Writes a batch in one transaction: visits, readings, exact sums per day, hits not counted. Segments of the same
 * visitor go into statements of their own, in order, because a later one may continue the visit of an earlier one; in
 * practice that is one statement.
 */
export async function writeBatch(sql: Sql, batch: Batch): Promise<void> {
	if (!batch.segments.size && !batch.drops.size) return;
	await sql.begin(async (transaction) => {
		const inside = transaction as unknown as Sql;
		await inside`select pg_advisory_xact_lock(${turn})`;
		for (let round = 0; ; round++) {
			const segments = [...batch.segments.values()].flatMap((own) => own[round] ?? []);
			if (!segments.length) break;
			for (let start = 0; start < segments.length; start += chunk) {
				await writeSegments(inside, segments.slice(start, start + chunk));
			}
		}
		if (batch.drops.size) await writeDrops(inside, batch.drops);
	});
}

/**
 * The rules of a visit, as a statement. A view belongs to the latest visit of its visitor that paused for at most thirty
 * minutes; a view that came by a tracked link (the browser remembers it, or the visitor followed one within thirty
 * minutes) belongs to the visit by that link, or begins it. A visit that a printed code begins came by the code, in whichever app it
 * was scanned.
 */
async function writeSegments(sql: Sql, segments: readonly Segment[]): Promise<void> {
	const rows = segments.map((segment, n) => ({
		n,
		visitor: segment.visitor,
		day: segment.day,
		code: segment.code,
		fresh: segment.fresh,
		first: new Date(segment.first).toISOString(),
		last: new Date(segment.last).toISOString(),
		pages: segment.pages,
		thing: segment.entryThing,
		path: segment.entryPath,
		source: segment.source.source,
		channel: segment.source.channel,
		campaign: segment.source.campaign,
		member: segment.member,
	}));
	const readings = segments.flatMap((segment, n) =>
		[...segment.readings].map(([thing, views]) => ({ n, thing, views })),
	);
	await sql`
		with incoming as materialized (
			select i.*, i.first - interval '30 minutes' as since, remembered.id as remembered,
				(select c.link from insight.click c
					where c.visitor = i.visitor and c.clicked > i.first - interval '30 minutes' and c.clicked <= i.first
					order by c.clicked desc, c.id desc limit 1) as followed
			from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as i (
				n int, visitor text, day date, code text, fresh boolean, first timestamptz, last timestamptz, pages int,
				thing text, path text, source text, channel text, campaign text, member bigint)
			left join publishing.link remembered on remembered.code = i.code
		), attributed as materialized (
			select i.*, case when i.fresh or exists (
					select from insight.visit v
					where v.visitor = i.visitor and v.link = i.remembered and v.last_seen >= i.since)
				then coalesce(i.remembered, i.followed) else i.followed end as link
			from incoming i
		), placed as materialized (
			select a.*, open.id as open, coalesce(open.link, a.link) as counted_link,
				case when printed.id is null then a.source else ${printedSource} end as way,
				case when printed.id is null then a.channel else 'print' end as way_kind
			from attributed a
			left join publishing.link printed on printed.id = a.link and printed.place is not null
			left join lateral (
				select v.id, v.link from insight.visit v
				where v.visitor = a.visitor and v.last_seen >= a.since and (a.link is null or v.link = a.link)
				order by v.last_seen desc, v.id desc limit 1
			) open on true
		), opened as (
			insert into insight.visit
				(visitor, day, began, last_seen, entry_thing, entry_path, link, source, channel, campaign, pages, member)
			select visitor, day, first, last, thing, path, link, way, way_kind, campaign, pages, member
			from placed where open is null order by n
			returning id, visitor
		), continued as (
			update insight.visit v
			set last_seen = greatest(v.last_seen, p.last), pages = v.pages + p.pages, member = coalesce(v.member, p.member)
			from placed p where v.id = p.open
		), visited as materialized (
			select p.*, coalesce(p.open, o.id) as visit from placed p left join opened o on p.open is null and o.visitor = p.visitor
		), reading as materialized (
			select v.visit, v.day, r.thing, r.views, known.visit is null as begun
			from jsonb_to_recordset(${JSON.stringify(readings)}::text::jsonb) as r (n int, thing text, views int)
			join visited v using (n)
			left join insight.reading known on known.visit = v.open and known.thing = r.thing
		), read as (
			insert into insight.reading (visit, thing, views) select visit, thing, views from reading
			on conflict (visit, thing) do update set views = reading.views + excluded.views
		), counted as (
			select day, 'site' as subject, (open is null)::int as visits, pages as views from visited
			union all
			select day, 'link:' || counted_link, (open is null)::int, pages from visited where counted_link is not null
			union all
			select day, 'source:' || way, 1, 0 from visited where open is null
			union all
			select day, thing, begun::int, views from reading
		)
		insert into insight.tally as t (day, subject, visits, views)
		select day, subject, sum(visits), sum(views) from counted group by day, subject order by day, subject
		on conflict (day, subject) do update set visits = t.visits + excluded.visits, views = t.views + excluded.views`;
}

async function writeDrops(sql: Sql, drops: ReadonlyMap<string, number>): Promise<void> {
	const rows = [...drops].map(([key, hits]) => {
		const [day, reason, agent, what] = key.split('|');
		return { day, reason, agent, what, hits };
	});
	await sql`
		insert into insight.drop as d (day, reason, agent, what, hits)
		select day, reason, agent, what, hits
		from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r (day date, reason text, agent text, what text, hits bigint)
		order by day, reason, agent, what
		on conflict (day, reason, agent, what) do update set hits = d.hits + excluded.hits`;
}
