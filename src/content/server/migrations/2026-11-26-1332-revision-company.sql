-- Who was over an article and where it stood in a series, at each save. What was before this is not known: it is taken
-- for what is now, so that no comparison tells of a change that nobody saw.
alter table content.revision
	add column authors bigint[] not null default '{}',
	add column series bigint references content.series (id) on delete set null,
	add column series_position integer check (series_position > 0);

update content.revision set series = article.series, series_position = article.series_position,
	authors = array(
		select who.member from content.article_author who where who.article = article.id order by who.position
	)
from content.article where article.id = revision.article;

create index revision_by_series on content.revision (series) where series is not null;
