-- The brand's icons, drawn from its logo or its first character: file names in the site's files, and the digest of what
-- they were drawn from. Null until they are drawn.
alter table site.brand add column icons jsonb;
