-- Codes are counted for a mailbox, whatever dots and plus signs stand in the address (`membership/email.ts`). Those of the last
-- day count by their address as it is.
alter table membership.code add column mailbox text;
update membership.code set mailbox = lower(email::text);
alter table membership.code alter column mailbox set not null;
create index code_by_mailbox on membership.code (mailbox, asked);
