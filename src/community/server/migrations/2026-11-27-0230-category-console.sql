-- What a new thread begins with in a category: questions to answer, what to say about oneself.
alter table community.category add column template text not null default '' check (length(template) <= 5000);
-- Addresses that a category had; they lead to the one it has.
create table community.category_address (
	slug text primary key,
	category bigint not null references community.category (id) on delete cascade
);
create index category_address_by_category on community.category_address (category);
