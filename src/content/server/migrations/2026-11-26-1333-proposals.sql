-- A change that an author proposes to what readers see, where the house asks for a review: apart from the article until an
-- editor approves it. One at a time for each article.
create table content.proposal (
	article bigint primary key references content.article (id) on delete cascade,
	title text not null,
	-- Empty: the beginning of the text is used.
	excerpt text not null,
	body jsonb not null,
	tags text[] not null,
	access text not null check (access in ('public', 'members')),
	series bigint references content.series (id) on delete set null,
	series_position integer check (series_position > 0),
	proposed timestamptz not null,
	proposed_by bigint not null references membership.member (id),
	-- Given back by an editor; proposing again takes that away.
	returned timestamptz
);
create index proposal_by_series on content.proposal (series) where series is not null;
