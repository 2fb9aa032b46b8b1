-- Codes asked for by a browser that is known to the account count by themselves: strangers cannot use up its owner's.
alter table membership.code add column known text not null default '';
