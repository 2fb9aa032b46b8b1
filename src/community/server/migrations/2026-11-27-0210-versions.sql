-- What a comment said before it was changed. Erased with the comment, and when somebody wants it gone.
create table community.version (
	comment bigint not null references community.comment (id) on delete cascade,
	-- 1: as it was posted.
	number integer not null check (number >= 1),
	body jsonb not null,
	body_text text not null,
	-- When these words were written and by whom.
	written timestamptz not null,
	written_by bigint references membership.member (id) on delete set null,
	primary key (comment, number)
);
create index version_by_writer on community.version (written_by) where written_by is not null;
-- How often its words were changed; somebody who changes it says which they saw.
alter table community.comment add column edits integer not null default 0 check (edits >= 0);
