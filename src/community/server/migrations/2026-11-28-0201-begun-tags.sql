-- A thread that is not started yet keeps what it is to be about, as it is typed.
alter table community.begun add column tags text not null default '' check (length(tags) <= 400);
