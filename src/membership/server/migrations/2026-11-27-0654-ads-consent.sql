-- That ad networks learn what came of their ads is agreed to by itself.
alter table membership.notice
	drop constraint notice_kind_check,
	add constraint notice_kind_check check (kind in ('privacy', 'mail', 'line', 'push', 'ads'));
alter table membership.consent
	drop constraint consent_what_check,
	add constraint consent_what_check check (what in ('membership', 'mail', 'line', 'push', 'ads', 'marketing'));
alter table membership.preference add column ads timestamptz;
