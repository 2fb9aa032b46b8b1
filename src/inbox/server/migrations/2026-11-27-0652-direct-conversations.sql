-- Conversations with one person: what somebody wrote to an account of ours and to nobody else.
alter table inbox.conversation
	drop constraint conversation_kind_check,
	add constraint conversation_kind_check check (kind in ('comment', 'message')),
	-- With whom, by which of our accounts.
	add column account bigint references publishing.account (id) on delete cascade,
	add column person text,
	-- The last of their messages that made it wait.
	add column heard bigint,
	drop constraint conversation_check,
	add constraint conversation_check check (
		case kind when 'message' then account is not null and person is not null
		else comment is not null or foreign_comment is not null end);
create unique index conversation_by_person on inbox.conversation (account, person) where kind = 'message';
