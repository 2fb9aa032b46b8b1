-- What others say elsewhere with a link to us may want an answer, too.
alter table inbox.conversation
	drop constraint conversation_kind_check,
	add constraint conversation_kind_check check (kind in ('comment', 'message', 'mention')),
	add column mention bigint unique references publishing.mention (id) on delete cascade,
	drop constraint conversation_check,
	add constraint conversation_check check (
		case kind when 'message' then account is not null and person is not null
		when 'mention' then mention is not null
		else comment is not null or foreign_comment is not null end);
