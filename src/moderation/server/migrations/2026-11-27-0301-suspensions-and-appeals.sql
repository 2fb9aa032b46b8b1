-- A decision may shut its author out; a measure may be taken without a comment.
alter table moderation.decision drop constraint decision_verdict_check;
alter table moderation.decision add constraint decision_verdict_check
	check (verdict in ('keep', 'hide', 'warn', 'silence', 'suspend'));
alter table moderation.measure drop constraint measure_kind_check;
alter table moderation.measure drop constraint measure_check1;
alter table moderation.measure add constraint measure_kind_check check (kind in ('warning', 'silence', 'suspension'));
-- A suspension may be without an end.
alter table moderation.measure add constraint measure_end_check
	check (kind = 'suspension' or (kind = 'warning') = (until is null));
create index measure_by_time on moderation.measure (taken desc, id desc) where decision is null;
create index decision_by_time on moderation.decision (decided desc, id desc) where verdict <> 'keep';

-- Whoever was refused something objects, once.
create table moderation.appeal (
	id bigint generated always as identity primary key,
	decision bigint unique references moderation.decision (id) on delete cascade,
	measure bigint unique references moderation.measure (id) on delete cascade,
	applicant bigint unique references membership.applicant (id) on delete cascade,
	-- Null: somebody who is no member.
	member bigint references membership.member (id) on delete cascade,
	words text not null check (length(words) between 1 and 2000),
	appealed timestamptz not null,
	outcome text check (outcome in ('granted', 'upheld')),
	answer text not null default '' check (length(answer) <= 500),
	answered timestamptz,
	answered_by bigint references membership.member (id) on delete set null,
	check (num_nonnulls(decision, measure, applicant) = 1),
	check ((outcome is null) = (answered is null)),
	check (outcome is distinct from 'upheld' or answer <> '')
);
create index appeal_waiting on moderation.appeal (appealed, id) where answered is null;
create index appeal_by_member on moderation.appeal (member) where member is not null;
create index appeal_by_answerer on moderation.appeal (answered_by) where answered_by is not null;
