-- Comments that members send by answering a mail.
alter table notification.door drop constraint door_name_check;
alter table notification.door add constraint door_name_check check (name in ('report', 'mailgun', 'ses', 'reply'));
-- Where answers arrive (talk@brand.example); each mail's own address is made of it with a plus. Null: nowhere.
alter table notification.door add column address text check (address ~ '^[^@+\s]+@[^@\s]+$' and length(address) <= 200);

-- One mail that came in, so that it is one comment however often it is brought.
create table notification.reply (
	-- SHA-256 of the address that it came to and of its message id, or of all of it.
	digest text primary key,
	bundle bigint references notification.bundle (id) on delete set null,
	received timestamptz not null,
	comment bigint references community.comment (id) on delete set null,
	-- Why it became none.
	refused text
);
create index reply_by_bundle on notification.reply (bundle) where bundle is not null;
create index reply_by_comment on notification.reply (comment) where comment is not null;
create index reply_by_received on notification.reply (received);
