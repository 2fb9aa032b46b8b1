-- What somebody wants changed of a post that stands on its network already, and what came of it.
create table publishing.amendment (
	id bigint generated always as identity primary key,
	post bigint not null references publishing.post (id) on delete cascade,
	-- The new words; null: the post is taken back.
	text text check (length(text) between 1 and 100000),
	asked timestamptz not null,
	asked_by bigint references membership.member (id) on delete set null,
	-- Since when a process is at it. Calling twice does no harm: the same words again, or gone already.
	began timestamptz,
	tries integer not null default 0,
	next_try timestamptz,
	done timestamptz,
	failed timestamptz,
	-- Why it failed or waits, as a key of the catalogue, with what fills the sentence.
	trouble text,
	trouble_details jsonb,
	check (num_nonnulls(done, failed) <= 1)
);
-- One after the other: what is wanted of a post is one thing at a time.
create unique index one_amendment on publishing.amendment (post) where done is null and failed is null;
create index amendment_by_post on publishing.amendment (post, id);

alter table publishing.post
	-- When its words on the network were last changed from here, and since when it is no longer there because of us.
	add edited timestamptz,
	add withdrawn timestamptz,
	add withdrawn_by bigint references membership.member (id) on delete set null;

-- Changes have their attempts in the post's log too.
alter table publishing.attempt
	drop constraint attempt_kind_check,
	add constraint attempt_kind_check
		check (kind in ('published', 'again', 'failed', 'unconfirmed', 'edited', 'withdrawn', 'looked'));
