-- Waits for a person before anybody else reads it: hidden, until it is shown for the first time or taken away.
alter table community.comment add column held timestamptz check (held is null or hidden is not null);
