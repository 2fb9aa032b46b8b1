-- What a network said when somebody was sent there for leave and that is needed when they come back (OAuth 1.0a), sealed. Gone after
-- a quarter of an hour.
create table publishing.way (
	-- Digest of the state that they carry.
	state text primary key,
	secret text not null,
	begun timestamptz not null
);
create index way_by_time on publishing.way (begun);
