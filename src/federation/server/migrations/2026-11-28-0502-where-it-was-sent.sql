-- The conversation in which something was sent to those who take part: moved elsewhere it is still taken back there. Null: an article, or sent before this was written down.
alter table federation.sent add column thread bigint;
create index said_by on federation.said (comment);
