-- Amazon SES tells by a door, too; its "secret" is the name of the one topic that is believed.
alter table notification.door drop constraint door_name_check;
alter table notification.door add constraint door_name_check check (name in ('report', 'mailgun', 'ses'));

-- The mailbox that gets returned mail, read over IMAP. There is at most one.
create table notification.mailbox (
	one boolean primary key default true check (one),
	host text not null check (length(host) between 1 and 255),
	port integer not null check (port between 1 and 65535),
	-- none: only where the operator says that the address is of the own network.
	security text not null check (security in ('tls', 'starttls', 'none')),
	login text not null check (length(login) between 1 and 320),
	-- Sealed with a key of the installation.
	secret bytea not null,
	folder text not null check (length(folder) between 1 and 200),
	-- Where mail returns to: each goes out under an address of its own below this one; null: under the sender's.
	address text check (length(address) <= 320),
	kept timestamptz not null,
	kept_by bigint references membership.member (id) on delete set null,
	-- How far it was read: numbers hold as long as the folder's validity does.
	validity text not null default '',
	read_to bigint not null default 0,
	looked timestamptz,
	-- Reports about mail of ours that were found there.
	noted integer not null default 0,
	-- Why it could not be read the last time; one that refuses the password is not asked again before somebody looks.
	trouble text check (trouble in ('refused', 'unreachable', 'insecure', 'private', 'no-folder')),
	said text not null default '' check (length(said) <= 300)
);
