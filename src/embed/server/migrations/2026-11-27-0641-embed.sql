-- Conversations of this house on other pages of the brand.
create schema embed;

-- Places that may show them: a whole origin (`https://old.example`), never a part of a name.
create table embed.host (
	origin text primary key check (origin ~ '^https?://[^/?#]+$' and length(origin) <= 300),
	allowed timestamptz not null,
	allowed_by bigint references membership.member (id) on delete set null
);

-- Pages elsewhere that are talked about here; the thread's subject is `page:ID`.
create table embed.page (
	id bigint generated always as identity primary key,
	-- As `plainAddress` writes it.
	address text not null unique check (length(address) <= 2000),
	title text not null,
	opened timestamptz not null
);
