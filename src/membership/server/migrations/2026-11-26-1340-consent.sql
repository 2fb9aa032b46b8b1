-- What people were told, and what they then agreed to: the proof that the law asks of whoever collects
-- (個人資料保護法 §7 IV, §8).

-- One version of a text that people were shown, word for word, named by its hash. A text that changes is a new row.
create table membership.notice (
	id bigint generated always as identity primary key,
	-- What it asks for: to be a member (the privacy notice), or marketing by one way.
	kind text not null check (kind in ('privacy', 'mail', 'line', 'push')),
	locale text not null check (locale in ('zh-TW', 'en')),
	title text not null,
	body text not null,
	-- SHA-256 of title, two line breaks and body, hex.
	hash text not null check (hash ~ '^[0-9a-f]{64}$'),
	-- When it was first shown or agreed to.
	shown timestamptz not null,
	unique (kind, locale, hash)
);

-- What a person said, once and for good: given or withdrawn, to which words, when and where.
create table membership.consent (
	id bigint generated always as identity primary key,
	member bigint not null references membership.member (id),
	-- `membership`: to be a member on the terms of the notice. `marketing`: withdrawn means no marketing at all.
	what text not null check (what in ('membership', 'mail', 'line', 'push', 'marketing')),
	decision text not null check (decision in ('given', 'withdrawn')),
	-- The words agreed to. Nobody needs words to withdraw.
	notice bigint references membership.notice (id),
	-- Form or door by which it was said.
	place text not null check (place ~ '^[a-z]+(-[a-z]+)*$'),
	-- HMAC of the asking address; empty when it is not known.
	address text not null default '',
	-- Who noted it, where that was not the person.
	noted_by bigint references membership.member (id),
	said timestamptz not null
);
create index consent_by_member on membership.consent (member, id desc);
create index consent_by_notice on membership.consent (notice) where notice is not null;

-- Proofs only grow in number; after five years they may be let go.
create function membership.refuse_consent_change() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' and old.said < now() - interval '5 years' then return old; end if;
	raise exception 'membership.consent is a proof: rows are only added';
end $$;
create trigger consent_only_grows before update or delete on membership.consent
	for each row execute function membership.refuse_consent_change();
create function membership.refuse_notice_change() returns trigger language plpgsql as $$
begin
	raise exception 'membership.notice is a proof: a text that changes is a new row';
end $$;
create trigger notice_stays before update on membership.notice
	for each row execute function membership.refuse_notice_change();

-- What holds now: since when a person agrees to marketing by each way, null where they do not.
create table membership.preference (
	member bigint primary key references membership.member (id) on delete cascade,
	mail timestamptz,
	line timestamptz,
	push timestamptz,
	-- No marketing at all, whatever stands above.
	refused timestamptz
);
create index preference_open_to_mail on membership.preference (member) where mail is not null and refused is null;
create index preference_open_to_line on membership.preference (member) where line is not null and refused is null;
create index preference_open_to_push on membership.preference (member) where push is not null and refused is null;
