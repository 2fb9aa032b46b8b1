-- When a mail was to leave and there was no mail server: from then on it leaves only when a person says so. Null: it goes by itself.
alter table platform.mail add column kept timestamptz;
update platform.mail set kept = written
	where sent is null and failed is null and tries = 0 and written < now() - interval '1 hour';
-- What was tried to the end before giving up was written down.
update platform.mail set failed = now()
	where sent is null and failed is null and tries > 0 and written < now() - interval '2 days';
create index mail_kept on platform.mail (written) where kept is not null and sent is null;
