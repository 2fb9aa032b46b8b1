-- Whether what authors write for networks is approved before it goes out, and what was said about each variant.

-- A rule of the house that is in force since then; no row: it is not.
create table publishing.house_rule (
	name text primary key check (name in ('approval')),
	since timestamptz not null,
	set_by bigint references membership.member (id) on delete set null
);

create table publishing.review (
	id bigint generated always as identity primary key,
	variant bigint not null references publishing.variant (id) on delete cascade,
	kind text not null check (kind in ('asked', 'approved', 'returned')),
	-- What was said about it.
	words text not null default '' check (length(words) <= 2000),
	-- Of everything that was judged: whoever changes any of it asks again.
	digest text not null,
	-- The words that were judged, to show what changed since.
	text text not null,
	reviewed timestamptz not null,
	reviewed_by bigint references membership.member (id) on delete set null
);
create index review_by_variant on publishing.review (variant, id);
