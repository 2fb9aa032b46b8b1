-- Pictures that members bring into conversations: they are no part of the library, and go with the last that shows them.
alter table media.picture
	-- When somebody brought it for a conversation; null: it is of the library.
	add column talked timestamptz;
create index picture_talked on media.picture (talked) where talked is not null;

-- Who brought which: the same photograph can be sent by several.
create table media.picture_sender (
	picture bigint not null references media.picture (id) on delete cascade,
	member bigint not null,
	sent timestamptz not null,
	primary key (picture, member)
);
create index picture_sender_member on media.picture_sender (member);

-- From now on comments note what they show, as everything else does.
insert into media.picture_use (picture, thing)
select distinct picture.id, 'comment:' || comment.id
from community.comment as comment,
	jsonb_path_query(comment.body, '$.** ? (@.type == "picture").attrs.id') as used
	join media.picture as picture on picture.id::text = used #>> '{}'
where comment.body::text like '%"picture"%'
on conflict do nothing;

-- What was copied for the card of a link was never chosen for the library.
update media.picture as picture set talked = uploaded
where uploader is null
	and exists (select from media.picture_use used where used.picture = picture.id and used.thing like 'preview:%')
	and not exists (select from media.picture_use used where used.picture = picture.id and used.thing not like 'preview:%');
