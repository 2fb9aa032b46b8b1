-- How closely a member follows a tag.
create table community.tag_following (
	member bigint not null references membership.member (id) on delete cascade,
	tag text not null check (char_length(tag) between 1 and 30),
	level text not null check (level in ('watch', 'track', 'mute')),
	primary key (member, tag)
);
create index tag_following_by_tag on community.tag_following (tag, level);

-- What members say of a thread without naming it: by its category and by each of its tags. Where somebody says several things,
-- `mute` is the strongest, then `watch`, then `track`; what they say of the thread itself is stronger than all of them.
create view community.leaning as
	select f.member, t.id as thread, f.level from community.thread t join community.following f on f.category = t.category
	union all
	select f.member, t.id, f.level from community.thread t join community.tag_following f on f.tag = any (t.tags);
