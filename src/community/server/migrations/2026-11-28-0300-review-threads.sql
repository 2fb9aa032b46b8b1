-- A review thread asks what people make of something. What hangs under a product is one; elsewhere the house begins it.
alter table community.thread drop constraint thread_kind_check, drop constraint thread_check;
alter table community.thread
	add constraint thread_kind_check check (kind in ('discussion', 'question', 'idea', 'announcement', 'poll', 'review')),
	add constraint thread_check check (category is not null or kind in ('discussion', 'review'));
update community.thread set kind = 'review' where subject like 'product:%';

-- Offered where the house says so; who began a category before had not heard of it.
alter table community.category drop constraint category_kinds_check;
alter table community.category add constraint category_kinds_check
	check (cardinality(kinds) > 0 and kinds <@ '{discussion,question,idea,poll,announcement,review}'::text[]);

-- A comment of the first level may give stars, and then says what its author got for saying so. Who was paid is shown and not counted.
alter table community.comment
	add column stars smallint check (stars between 1 and 5),
	add column disclosed text check (disclosed in ('nothing', 'sample', 'discount', 'paid')),
	add constraint comment_stars_disclosed check ((stars is null) = (disclosed is null)),
	add constraint comment_stars_first_level check (stars is null or (root is null and deleted is null and origin_network is null));
-- Everybody once, whatever became of it.
create unique index comment_rates_once on community.comment (thread, author) where stars is not null and author is not null;
create index comment_by_stars on community.comment (thread, stars, id) where stars is not null;
alter table community.version
	add column stars smallint check (stars between 1 and 5),
	add column disclosed text check (disclosed in ('nothing', 'sample', 'discount', 'paid'));
alter table community.held
	add column stars smallint check (stars between 1 and 5),
	add column disclosed text check (disclosed in ('nothing', 'sample', 'discount', 'paid'));

-- How many gave one star, two, … five, of what everybody can read.
create table community.rated (
	thread bigint primary key references community.thread (id) on delete cascade,
	counts integer[] not null default '{0,0,0,0,0}' check (cardinality(counts) = 5 and 0 <= all (counts))
);

-- Counted by the table itself: what hides, deletes, moves or brings in a comment need not know of stars, and cannot forget them.
-- What gives no stars is not even looked at.
create function community.count_stars() returns trigger language plpgsql as $$
begin
	if tg_op <> 'INSERT' and old.stars is not null and old.disclosed <> 'paid' and old.hidden is null and old.deleted is null then
		update community.rated set counts[old.stars] = counts[old.stars] - 1 where thread = old.thread;
	end if;
	if tg_op <> 'DELETE' and new.stars is not null and new.disclosed <> 'paid' and new.hidden is null and new.deleted is null then
		insert into community.rated as r (thread, counts)
		values (new.thread, array[(new.stars = 1)::int, (new.stars = 2)::int, (new.stars = 3)::int, (new.stars = 4)::int, (new.stars = 5)::int])
		on conflict (thread) do update set counts[new.stars] = r.counts[new.stars] + 1;
	end if;
	return null;
end $$;
create trigger stars_are_counted after insert on community.comment
	for each row when (new.stars is not null) execute function community.count_stars();
create trigger changed_stars_are_counted after update of stars, disclosed, hidden, deleted, thread on community.comment
	for each row when (old.stars is not null or new.stars is not null) execute function community.count_stars();
create trigger gone_stars_are_not_counted after delete on community.comment
	for each row when (old.stars is not null) execute function community.count_stars();
