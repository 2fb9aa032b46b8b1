-- What is written once for several accounts, and how it will read on each of them.

-- Names that links may be counted under: a list, so that one campaign is not counted under three spellings.
create table publishing.campaign (
	name text primary key check (name ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(name) <= 60),
	created timestamptz not null,
	created_by bigint references membership.member (id) on delete set null,
	-- Since when it is no longer offered; what was counted under it stays.
	retired timestamptz
);

create table publishing.draft (
	id bigint generated always as identity primary key,
	-- Made when the form was opened: a form that is sent twice is one draft.
	key text not null unique,
	article bigint references content.article (id) on delete set null,
	-- The page of this site that its link leads to, when that is not the article.
	target text check (target ~ '^/([^/\\].*)?$' and length(target) <= 800),
	text text not null check (length(text) <= 100000),
	hashtags text[] not null default '{}',
	labels text[] not null default '{}',
	pictures bigint[] not null default '{}',
	campaign text references publishing.campaign (name),
	author bigint references membership.member (id) on delete set null,
	created timestamptz not null,
	changed timestamptz not null
);
create index draft_by_article on publishing.draft (article) where article is not null;

-- A draft for one account. Its state is the latest of its times: written → due → posted, refused or cancelled.
create table publishing.variant (
	id bigint generated always as identity primary key,
	draft bigint not null references publishing.draft (id) on delete cascade,
	account bigint not null references publishing.account (id) on delete cascade,
	text text not null check (length(text) <= 100000),
	-- Since when its words are a person's own; null: as the rules write it.
	edited timestamptz,
	-- When it shall go out; null: nobody said so yet.
	due timestamptz,
	posted timestamptz,
	post bigint references publishing.post (id) on delete set null,
	-- When it was judged again at its time and may not go out, and why, as a key of the catalogue.
	refused timestamptz,
	trouble text,
	cancelled timestamptz,
	cancelled_by bigint references membership.member (id) on delete set null,
	unique (draft, account),
	check (num_nonnulls(posted, refused, cancelled) <= 1)
);
create index variant_due on publishing.variant (due) where posted is null and refused is null and cancelled is null;
create index variant_by_post on publishing.variant (post) where post is not null;
