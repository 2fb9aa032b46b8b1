-- Calls of the sign-up form are counted for a mailbox, whatever dots and plus signs stand in the address (`membership/email.ts`).
alter table notification.ask add column mailbox text;
update notification.ask set mailbox = lower(email::text);
alter table notification.ask alter column mailbox set not null;
