-- When an account usually speaks, and the switch that keeps everything back.

-- A place in an account's week, by the clocks of the site.
create table publishing.slot (
	id bigint generated always as identity primary key,
	account bigint not null references publishing.account (id) on delete cascade,
	-- 1 is Monday, 7 is Sunday.
	weekday smallint not null check (weekday between 1 and 7),
	at text not null check (at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
	unique (account, weekday, at)
);

-- While one of these is not over, nothing that was not begun goes out.
create table publishing.pause (
	id bigint generated always as identity primary key,
	paused timestamptz not null,
	paused_by bigint references membership.member (id) on delete set null,
	reason text not null default '' check (length(reason) <= 500),
	resumed timestamptz,
	resumed_by bigint references membership.member (id) on delete set null
);
create unique index one_pause on publishing.pause ((true)) where resumed is null;
