-- Who helped others, counted anew every hour: answers that were accepted, and different people who thanked. Never how much somebody says.
create table community.helper (
	span text not null check (span in ('week', 'month', 'all')),
	member bigint not null references membership.member (id) on delete cascade,
	answers int not null,
	-- Different trusted people who reacted to what they said.
	people int not null,
	score int not null,
	primary key (span, member)
);
create index helper_by_member on community.helper (member);

-- Members who do not want to stand on such a list.
create table community.modest (
	member bigint primary key references membership.member (id) on delete cascade,
	since timestamptz not null
);

-- The thread of a week, chosen by a rule; a thread is chosen once.
create table community.highlight (
	-- Monday of the week that it was talked about in, by the clocks of the site.
	week date primary key,
	thread bigint not null unique references community.thread (id) on delete cascade,
	-- How many people talked in it and how many different ones reacted, when it was chosen.
	talkers int not null,
	people int not null,
	chosen timestamptz not null,
	-- The article that it was told in, when it was.
	told timestamptz,
	told_by bigint references membership.member (id) on delete set null
);
create index highlight_by_teller on community.highlight (told_by) where told_by is not null;
