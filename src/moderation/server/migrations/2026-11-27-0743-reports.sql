-- A private message that somebody in the talk handed over, with what was said around it. Moderators see this copy and nothing else.
create table moderation.report (
	id bigint generated always as identity primary key,
	-- Null: forgotten since everybody left the talk.
	message bigint references message.message (id) on delete set null,
	-- Whoever handed it over; null: has left.
	member bigint references membership.member (id) on delete set null,
	-- Whose words they are; null: has left.
	author bigint references membership.member (id) on delete set null,
	reason text not null check (reason in ('unkind', 'spam', 'off-topic', 'private', 'unlawful', 'other')),
	words text not null default '' check (length(words) <= 500),
	-- [{ author, text, said, reported }], as it was then; null: forgotten.
	copy jsonb,
	reported timestamptz not null,
	-- Who first looked at the copy, and when.
	opened timestamptz,
	opened_by bigint references membership.member (id) on delete set null,
	verdict text check (verdict in ('keep', 'warn', 'silence', 'suspend')),
	decided timestamptz,
	decided_by bigint references membership.member (id) on delete set null,
	check ((verdict is null) = (decided is null)),
	unique (message, member)
);
create index report_waiting on moderation.report (id) where decided is null;
create index report_by_member on moderation.report (member, reported);
create index report_by_author on moderation.report (author);
create index report_to_forget on moderation.report (decided) where copy is not null;
