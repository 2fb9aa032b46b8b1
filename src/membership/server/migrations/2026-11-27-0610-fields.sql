-- What a brand wants to know of its members beside their name: questions of its own, and what members answer.

create table membership.field (
	id bigint generated always as identity primary key,
	-- What programs and lists call it; it never changes.
	key citext not null unique check (length(key) between 1 and 40),
	name text not null check (length(name) between 1 and 60),
	-- In English; empty: as it is.
	name_en text not null default '' check (length(name_en) <= 60),
	hint text not null default '' check (length(hint) <= 200),
	hint_en text not null default '' check (length(hint_en) <= 200),
	kind text not null check (kind in ('line', 'text', 'one', 'several', 'number', 'date', 'yes-no', 'link')),
	-- What may be chosen: membership/field.ts.
	choices jsonb not null check (jsonb_typeof(choices) = 'array'),
	seen_by text not null check (seen_by in ('public', 'members', 'staff')),
	at_joining boolean not null default false,
	required boolean not null default false,
	position integer not null,
	created timestamptz not null,
	changed timestamptz not null,
	-- Not asked and not shown any more; what was answered stays until its time is over.
	retired timestamptz
);
create index field_in_order on membership.field (position, id) where retired is null;

-- What a member answered: one row, or one for each thing that was picked.
create table membership.field_answer (
	member bigint not null references membership.member (id) on delete cascade,
	field bigint not null references membership.field (id) on delete cascade,
	-- Which choice; of yes and no, 1 is yes and 2 is no; 0 where nothing is picked but written.
	picked integer not null default 0 check (picked >= 0),
	text text check (length(text) between 1 and 2000),
	number double precision,
	day date,
	answered timestamptz not null,
	primary key (member, field, picked),
	check (num_nonnulls(text, number, day) = (picked = 0)::int)
);
-- Segments ask who picked what, from and to which number or day, and who answered at all.
create index field_answer_by_choice on membership.field_answer (field, picked, member);
create index field_answer_by_number on membership.field_answer (field, number, member) where number is not null;
create index field_answer_by_day on membership.field_answer (field, day, member) where day is not null;

-- Whoever waits to be let in has answered, too.
alter table membership.applicant add answers jsonb;

alter table membership.retention drop constraint retention_kind_check;
alter table membership.retention add check (kind in ('mail', 'visit', 'look', 'request', 'breach', 'answer'));
