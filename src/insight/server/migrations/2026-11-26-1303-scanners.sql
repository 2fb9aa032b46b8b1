-- Programs that follow the links of a mail before its reader does.
alter table insight.drop drop constraint drop_reason_check;
alter table insight.drop add constraint drop_reason_check check (reason in (
	'robot', 'preview', 'monitoring', 'prefetch', 'no-agent', 'staff', 'script', 'head', 'overload', 'scanner'));
