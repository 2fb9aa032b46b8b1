-- Who else looks at an article before its readers do, and how one goes without leaving its address dead.

alter table content.article
	-- Handed in for review, and by whom; null again once it was answered.
	add column submitted timestamptz,
	add column submitted_by bigint references membership.member (id),
	-- The answers: the version that was approved, or when it was given back.
	add column approved timestamptz,
	add column approved_by bigint references membership.member (id),
	add column approved_version integer,
	add column returned timestamptz,
	-- Deleted, by whom, and since when readers had it; it can be brought back until it is purged.
	add column deleted timestamptz,
	add column deleted_by bigint references membership.member (id),
	add column published_before timestamptz,
	-- Where the address of a deleted article leads: another article, or a path of this site. Neither: it is gone.
	add column leads_to_article bigint references content.article (id) on delete set null,
	add column leads_to text check (leads_to ~ '^/'),
	-- Its conversation stays readable at its address.
	add column thread_stays boolean not null default false,
	add check (deleted is null or (published is null and scheduled is null));

create index article_by_submitted on content.article (submitted) where submitted is not null;
create index article_by_deleted on content.article (deleted) where deleted is not null;
create index article_by_leads_to on content.article (leads_to_article) where leads_to_article is not null;
create index article_by_changed on content.article (changed desc, id desc) where deleted is null;

-- What those who work on an article say about it to each other; readers never see it.
create table content.note (
	id bigint generated always as identity primary key,
	article bigint not null references content.article (id) on delete cascade,
	-- The version that it was said about.
	version integer not null,
	member bigint references membership.member (id),
	kind text not null check (kind in ('comment', 'submitted', 'approved', 'returned')),
	text text not null,
	written timestamptz not null
);
create index note_by_article on content.note (article, id);

-- How the house works. One row.
create table content.desk (
	one boolean primary key default true check (one),
	-- Since when what authors write is published only after an editor approved it; null: authors publish themselves.
	review_required timestamptz,
	required_by bigint references membership.member (id)
);
insert into content.desk default values;

-- Addresses of articles that were purged.
create table content.gone_slug (
	slug text primary key,
	leads_to_article bigint references content.article (id) on delete set null,
	leads_to text check (leads_to ~ '^/'),
	-- The conversation that stays readable there.
	thread bigint references community.thread (id) on delete set null,
	title text not null,
	gone timestamptz not null
);
create index gone_slug_by_leads_to on content.gone_slug (leads_to_article) where leads_to_article is not null;
