-- Names that a tag had before: their addresses lead on, and whoever writes one means the present one.
create table content.former_tag (
	name text primary key,
	leads_to text not null check (leads_to <> name),
	left_behind timestamptz not null
);
create index former_tag_by_leads_to on content.former_tag (leads_to);
