-- Orders from shops: what was paid and what was given back, as a ledger that only grows.
create schema commerce;

-- A shop that reports orders.
create table commerce.source (
	id bigint generated always as identity primary key,
	-- Its name in the address of the webhook.
	handle text not null unique check (handle ~ '^[a-z0-9](-?[a-z0-9])*$' and length(handle) <= 40),
	name text not null check (name <> ''),
	kind text not null check (kind in ('generic')),
	-- The shared secret, encrypted (AES-256-GCM) with a key that is not in the database. Null: nothing is accepted.
	secret bytea,
	created timestamptz not null,
	author bigint,
	secret_made timestamptz,
	retired timestamptz
);

create table commerce.product (
	id bigint generated always as identity primary key,
	-- The shop's number for it, or a name of ours.
	sku text not null unique check (sku <> '' and length(sku) <= 100),
	name text not null check (name <> ''),
	description text not null default '',
	-- In the currency's smallest unit in use: whole dollars for TWD.
	price bigint check (price >= 0),
	currency text not null default 'TWD' check (currency ~ '^[A-Z]{3}$'),
	url text,
	created timestamptz not null,
	retired timestamptz
);

create table commerce.order (
	id bigint generated always as identity primary key,
	source bigint not null references commerce.source (id),
	-- The shop's number for it.
	external_id text not null check (external_id <> ''),
	email citext,
	-- The member with this confirmed address; found when the order arrives, or when the person joins.
	member bigint,
	matched timestamptz check ((matched is null) = (member is null)),
	currency text not null check (currency ~ '^[A-Z]{3}$'),
	total bigint not null check (total >= 0),
	placed timestamptz not null,
	received timestamptz not null,
	unique (source, external_id)
);
create index order_by_placed on commerce.order (placed desc, id desc);
create index order_by_member on commerce.order (member) where member is not null;
create index order_by_email on commerce.order (email) where member is null and email is not null;

create table commerce.order_item (
	"order" bigint not null references commerce.order (id) on delete cascade,
	place integer not null,
	sku text not null,
	name text not null,
	quantity integer not null check (quantity > 0),
	-- Of the whole line.
	amount bigint not null check (amount >= 0),
	primary key ("order", place)
);
create index order_item_by_sku on commerce.order_item (sku);

-- What happened to an order and its money. Rows are only added; a balance is a sum.
create table commerce.order_entry (
	id bigint generated always as identity primary key,
	"order" bigint not null references commerce.order (id),
	source bigint not null references commerce.source (id),
	-- The sender's number for the event: the same event is one entry, however often it is sent.
	event text not null check (event <> ''),
	transition text not null check (transition in ('paid', 'refunded', 'cancelled')),
	-- Tells refunds of one order apart; '' for what happens once.
	reference text not null default '' check (transition = 'refunded' or reference = ''),
	-- Paid: not negative. Refunded: negative. Cancelled: no money moves.
	amount bigint not null check (
		(transition = 'paid' and amount >= 0) or (transition = 'refunded' and amount < 0) or (transition = 'cancelled' and amount = 0)),
	currency text not null check (currency ~ '^[A-Z]{3}$'),
	occurred timestamptz not null,
	received timestamptz not null,
	unique (source, event),
	unique ("order", transition, reference)
);
create index order_entry_by_occurred on commerce.order_entry (occurred);

create function commerce.refuse_change() returns trigger language plpgsql as $$
begin
	raise exception 'commerce.order_entry is a ledger: rows are only added';
end $$;
create trigger order_entry_only_grows before update or delete on commerce.order_entry
	for each row execute function commerce.refuse_change();
