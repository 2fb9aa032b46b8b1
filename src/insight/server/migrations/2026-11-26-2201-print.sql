-- Codes on paper are a way of coming of their own.
alter table insight.visit drop constraint visit_channel_check;
alter table insight.visit add constraint visit_channel_check check (channel in (
	'social', 'search', 'assistant', 'mail', 'referral', 'campaign', 'direct', 'print'));
