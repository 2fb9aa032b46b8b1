-- Who picked what, and who answered at all, stands ready beside the rest that segments ask: joining a hundred thousand answers to
-- two hundred thousand members took longer than looking at every member.
alter table membership.trait
	-- Of each question: minus its number where it was answered; its number times 2^32 plus the choice for each thing that was picked.
	add column said bigint[] not null default '{}';

create function membership.said_by(who bigint) returns bigint[] language sql stable as $$
	select coalesce(array_agg(distinct said.code), '{}')
	from membership.field_answer a, lateral (values (-a.field), (a.field << 32 | a.picked)) said (code)
	where a.member = who
$$;
update membership.trait t set said = membership.said_by(t.member)
where exists (select from membership.field_answer a where a.member = t.member);

create function membership.keep_said() returns trigger language plpgsql as $$
begin
	update membership.trait t set said = membership.said_by(t.member)
	where t.member in (select member from touched);
	return null;
end $$;
create trigger new_answers_are_traits after insert on membership.field_answer
	referencing new table as touched for each statement execute function membership.keep_said();
create trigger changed_answers_are_traits after update on membership.field_answer
	referencing new table as touched for each statement execute function membership.keep_said();
create trigger gone_answers_are_no_traits after delete on membership.field_answer
	referencing old table as touched for each statement execute function membership.keep_said();

-- What is looked through for words, in small letters: making them small took longer than looking.
alter table membership.remark add column words text generated always as (lower(text)) stored;
alter table membership.field_answer add column words text generated always as (lower(text)) stored;
