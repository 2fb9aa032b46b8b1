-- What a member says of themselves can be handed over as a message can: their page as it stood then.
alter table moderation.report add column about text not null default 'message' check (about in ('message', 'profile'));
create unique index report_of_profile on moderation.report (author, member) where about = 'profile' and decided is null;

-- What a warning, silence or suspension was about that came with no comment, so that it is told of rightly; null: none of these.
alter table moderation.measure add column about text check (about in ('message', 'profile'));
update moderation.measure set about = 'message' where decision is null and kind <> 'suspension';
