-- How members want to be told: of what by which ways, and when not.

-- What a member chose for one kind of notice; without a row what the house does for everybody holds.
create table notification.wish (
	member bigint not null references membership.member (id) on delete cascade,
	-- `staff`: what became of one's own words.
	kind text not null check (kind in ('reply', 'mention', 'answer', 'comment', 'reaction', 'reminder', 'staff')),
	ways text[] not null check (ways <@ '{site,mail,push}'::text[]),
	primary key (member, kind)
);

-- When a member is left in peace; without a row at night, by the clocks of the site.
create table notification.rhythm (
	member bigint primary key references membership.member (id) on delete cascade,
	-- IANA name; null: as the site.
	time_zone text check (length(time_zone) between 1 and 60),
	-- Minutes of the day; both null: at any time. The end may be on the next day.
	quiet_from smallint check (quiet_from between 0 and 1439),
	quiet_until smallint check (quiet_until between 0 and 1439),
	check ((quiet_from is null) = (quiet_until is null))
);
