-- One person of a server may be blocked, too: `mei@far.example`.
comment on column federation.blocked.host is 'a server, or one person of it as name@server';

-- Null: whoever said it blocked us and is told of nothing.
alter table federation.said alter column inbox drop not null;
