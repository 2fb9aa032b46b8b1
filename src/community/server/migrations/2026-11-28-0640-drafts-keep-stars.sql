-- A review that is being written keeps the stars it is to give, and what its author got for it: whichever has been said so far.
alter table community.draft
	add column stars smallint check (stars between 1 and 5),
	add column disclosed text check (disclosed in ('nothing', 'sample', 'discount', 'paid'));
