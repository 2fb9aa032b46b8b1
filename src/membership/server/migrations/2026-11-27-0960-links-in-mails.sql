-- The mail with a code may carry a link as well (decision 0076). Of its word only the digest is kept.
alter table membership.code add column link text;
create unique index code_by_link on membership.code (link) where link is not null;
