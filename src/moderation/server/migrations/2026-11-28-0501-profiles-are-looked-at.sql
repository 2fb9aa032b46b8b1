-- Why the house itself handed a member's page over: watched words in it. Empty: a person did.
alter table moderation.report add column held_for text[] not null default '{}';
create unique index report_of_the_house on moderation.report (author) where about = 'profile' and decided is null and held_for <> '{}';

-- Whether a member's page waits for a person: what they say of themselves is shown to nobody else until then.
create function moderation.unlooked(whose bigint) returns boolean language sql stable parallel safe
	return exists (select from moderation.report r where r.author = whose and r.about = 'profile' and r.decided is null and r.held_for <> '{}');
