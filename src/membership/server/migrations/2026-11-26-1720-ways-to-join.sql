-- Who may join: whoever comes, whoever was invited, or whom somebody let in.

alter table membership.door add column joining text not null default 'open'
	check (joining in ('open', 'invitation', 'approval'));

create table membership.invitation (
	id bigint generated always as identity primary key,
	-- SHA-256 of the word in the link; the link is shown once.
	digest text not null unique,
	-- Whom it is for; null: whoever holds the link. Who is invited to work here is always named.
	email citext check (length(email) between 3 and 200),
	role text not null check (role in ('member', 'author', 'moderator', 'editor', 'analyst', 'owner')),
	made timestamptz not null,
	made_by bigint references membership.member (id) on delete set null,
	expires timestamptz not null,
	used timestamptz,
	used_by bigint references membership.member (id) on delete set null,
	revoked timestamptz,
	revoked_by bigint references membership.member (id) on delete set null,
	check (role = 'member' or email is not null),
	check (num_nonnulls(used, revoked) <= 1)
);
create index invitation_by_made on membership.invitation (made desc, id desc);
create index invitation_by_email on membership.invitation (email);

-- Who has proved an address and waits to be let in. Nobody else's table knows of them: they are no member yet.
create table membership.applicant (
	id bigint generated always as identity primary key,
	email citext not null,
	name text not null check (length(name) between 1 and 60),
	locale text not null check (locale in ('zh-TW', 'en')),
	-- First touch, as it would be kept on the member.
	came_by_link bigint,
	came_to text,
	heard_from text,
	-- What they agreed to, and by which form.
	news boolean not null,
	notice text,
	place text not null,
	asked timestamptz not null,
	refused timestamptz,
	refused_by bigint references membership.member (id) on delete set null,
	reason text not null default '' check (length(reason) <= 500)
);
create unique index applicant_waiting on membership.applicant (email) where refused is null;
create index applicant_by_email on membership.applicant (email);
