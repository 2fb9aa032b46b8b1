-- A picture that stands in the part of an article that is for members is shown to members alone, also by its address.
alter table media.picture_use
	-- It stands beyond the part that everybody may read; counts while the rest of the thing is for members.
	add column beyond boolean not null default false;

-- Which picture a file belongs to: asked whenever one is handed out.
create index picture_by_file on media.picture using gin (jsonb_path_query_array(files, '$.*[*].file'));

-- The first picture of an article is its cover, which its card shows to everybody.
update media.picture_use as used set beyond = true
from content.article as article, media.picture as picture
where used.thing = 'article:' || article.id and picture.id = used.picture and article.cover is distinct from picture.id
	and not exists (
		select from jsonb_path_query(picture.files, '$.*[*].file') as made (file)
		where article.teaser_html like '%/media/' || (made.file #>> '{}') || '%');
