-- What segments ask follows many new members at once: by the statement, not by the row.

drop trigger member_has_trait on membership.member;
create trigger member_keeps_trait after update of joined, role, locale, came_by_link, email, suspended
	on membership.member for each row execute function membership.keep_trait_of_member();

create function membership.keep_traits_of_new_members() returns trigger language plpgsql as $$
begin
	insert into membership.trait (member, joined, role, locale, came_by_link, enters)
	select id, joined, role, locale, came_by_link, email is not null and suspended is null from fresh
	on conflict (member) do nothing;
	return null;
end $$;
create trigger members_get_traits after insert on membership.member
	referencing new table as fresh for each statement execute function membership.keep_traits_of_new_members();

drop trigger preference_is_trait on membership.preference;
create trigger preference_is_trait after update on membership.preference
	for each row execute function membership.keep_trait_of_preference();

create function membership.keep_traits_of_new_preferences() returns trigger language plpgsql as $$
begin
	update membership.trait t set
		mail = p.mail is not null and p.refused is null,
		line = p.line is not null and p.refused is null,
		push = p.push is not null and p.refused is null
	from fresh p where t.member = p.member and num_nonnulls(p.mail, p.line, p.push) > 0;
	return null;
end $$;
create trigger preferences_are_traits after insert on membership.preference
	referencing new table as fresh for each statement execute function membership.keep_traits_of_new_preferences();
