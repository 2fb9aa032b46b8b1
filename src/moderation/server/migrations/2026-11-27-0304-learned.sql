-- What the owner says about when to look first.
create table moderation.rule (
	one boolean primary key default true check (one),
	-- So many first comments of somebody who is not known yet wait; 0: none.
	hold_first smallint not null default 0 check (hold_first between 0 and 10)
);
insert into moderation.rule default values;

-- What advertisements that were removed here have in common, and what was kept does not. `feature` is '' for the sums.
create table moderation.learned (
	feature text primary key check (length(feature) <= 80),
	-- As it was written when it was first seen, for people.
	shown text not null,
	removed int not null default 0 check (removed >= 0),
	kept int not null default 0 check (kept >= 0)
);
insert into moderation.learned (feature, shown) values ('', '');

-- What was learned from a comment, so that it is learned once and can be unlearned.
create table moderation.lesson (
	comment bigint primary key references community.comment (id) on delete cascade,
	outcome text not null check (outcome in ('removed', 'kept')),
	features text[] not null
);
