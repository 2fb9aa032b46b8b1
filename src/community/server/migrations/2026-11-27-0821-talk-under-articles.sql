-- The conversation under an article is for whoever may read the whole of it: threads under articles for members, or for some of them,
-- that an asker may not read. Those who work here read everything; null is a visitor.
create function community.kept_from(asker bigint, asker_role text) returns bigint[]
	language sql stable parallel safe as $$
	select coalesce(array_agg(a.thread), '{}') from content.article a
	where a.access = 'members' and a.thread is not null and coalesce(asker_role, 'member') = 'member'
		and (asker is null or (a.segment is not null and not exists (
			select from membership.segment_member k where k.segment = a.segment and k.member = asker
		)))
$$;
