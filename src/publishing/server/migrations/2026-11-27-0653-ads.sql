-- Ads: where they are bought, what they cost, and, with leave of each person, what is told of what came of them.

-- An ad account on a network.
create table publishing.ad_desk (
	network text primary key check (network ~ '^[a-z][a-z0-9-]{0,30}$'),
	name text not null,
	currency text not null check (currency ~ '^[A-Z]{3}$'),
	-- What a person copied from there, sealed.
	secret text not null,
	kept timestamptz not null,
	kept_by bigint references membership.member (id) on delete set null,
	-- Since when what came of ads is told there; null: it is not, which is how it begins.
	telling timestamptz,
	-- When what was spent was last read, and why it could not be.
	read timestamptz,
	trouble text,
	trouble_details jsonb
);

-- What a campaign cost on a day; read again, it is the same row with the latest figure.
create table publishing.spend (
	network text not null check (network ~ '^[a-z][a-z0-9-]{0,30}$'),
	-- As the network calls it; of a file, its name.
	campaign_id text not null check (length(campaign_id) between 1 and 200),
	campaign_name text not null check (length(campaign_name) <= 400),
	-- The campaign of the house's list that it is counted for; null: none is called like this.
	campaign text references publishing.campaign (name),
	day date not null,
	currency text not null check (currency ~ '^[A-Z]{3}$'),
	amount bigint not null check (amount >= 0),
	shown bigint check (shown >= 0),
	clicks bigint check (clicks >= 0),
	origin text not null check (origin in ('file', 'network')),
	noted timestamptz not null,
	primary key (network, campaign_id, day, currency)
);
create index spend_by_campaign on publishing.spend (campaign, day);

-- A link for an ad: which campaign it is counted for.
alter table publishing.link add column campaign text references publishing.campaign (name);
create index link_by_campaign on publishing.link (campaign) where campaign is not null;

-- What came of an ad and is to be told: the person's leave is asked again when it is.
create table publishing.conversion (
	id bigint generated always as identity primary key,
	network text not null references publishing.ad_desk (network) on delete cascade,
	kind text not null check (kind in ('joined', 'ordered')),
	-- `member:3`, `order:9`: each is told once.
	subject text not null,
	-- Means nothing to anybody else; told twice under it, it is one there.
	key text not null unique,
	member bigint not null references membership.member (id) on delete cascade,
	occurred timestamptz not null,
	amount bigint,
	currency text check (currency ~ '^[A-Z]{3}$'),
	tries integer not null default 0,
	next_try timestamptz,
	told timestamptz,
	-- It is not told after all: no leave, too old, refused.
	dropped timestamptz,
	trouble text,
	unique (network, subject)
);
create index conversion_to_tell on publishing.conversion (id) where told is null and dropped is null;
create index conversion_by_member on publishing.conversion (member);
