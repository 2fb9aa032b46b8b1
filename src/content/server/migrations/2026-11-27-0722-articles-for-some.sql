-- The whole of an article for members can be for those of a segment only. A segment that is retired has nobody: it closes, never opens.
alter table content.article
	add column segment bigint references membership.segment (id),
	add constraint narrowed_for_members check (segment is null or access = 'members');
create index article_by_segment on content.article (segment) where segment is not null;
