-- Comments that a member wants to find again, and when they want to be reminded.
create table community.bookmark (
	id bigint generated always as identity primary key,
	member bigint not null references membership.member (id) on delete cascade,
	comment bigint not null references community.comment (id) on delete cascade,
	note text not null default '' check (length(note) <= 200),
	made timestamptz not null,
	-- When to remind; null: never, or it was done.
	remind timestamptz,
	-- The last time that it was done.
	reminded timestamptz,
	unique (member, comment)
);
create index bookmark_by_comment on community.bookmark (comment);
create index bookmark_by_member on community.bookmark (member, id desc);
create index bookmark_due on community.bookmark (remind) where remind is not null;
