-- Databases that are being made or taken away: no site's, and ours to drop when that was broken off.
create table control.leftover (
	database text primary key,
	since timestamptz not null default now()
);
