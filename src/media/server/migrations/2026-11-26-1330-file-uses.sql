-- What offers a file; whoever does says so. `thing` as facts name it: `article:3`. A file is handed to whoever may read
-- a thing that offers it.
create table media.file_use (
	file bigint not null references media.file (id),
	thing text not null,
	-- It stands in the part that everybody may read, though the rest of the thing is for members.
	beginning boolean not null default false,
	primary key (file, thing)
);
create index file_use_thing on media.file_use (thing);

insert into media.file_use (file, thing, beginning)
select file.id, 'article:' || article.id, coalesce(bool_or(article.teaser_html like '%/files/' || found.start[1] || '/%'), false)
from content.article as article,
	regexp_matches(article.body::text, '/files/([0-9a-f]{24})/', 'g') as found (start)
	join media.file as file on file.digest >= found.start[1] and file.digest < found.start[1] || 'g'
group by file.id, article.id;

insert into media.file_use (file, thing)
select distinct file.id, 'page:' || page.id
from content.page as page,
	regexp_matches(page.body::text, '/files/([0-9a-f]{24})/', 'g') as found (start)
	join media.file as file on file.digest >= found.start[1] and file.digest < found.start[1] || 'g';
