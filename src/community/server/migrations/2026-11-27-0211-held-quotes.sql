-- What a visitor quotes waits with what they say to it.
alter table community.held add column quote text not null default '' check (length(quote) <= 4000);
