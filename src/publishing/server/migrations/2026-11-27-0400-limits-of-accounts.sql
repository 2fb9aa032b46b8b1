-- What an account takes where that differs from its network: servers of one network have rules of their own.
alter table publishing.account add limits jsonb;
