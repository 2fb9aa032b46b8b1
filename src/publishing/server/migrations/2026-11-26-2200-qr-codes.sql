-- Printed QR codes: tracked links that hang somewhere in the world, and can be switched off there but not taken down.
alter table publishing.link
	-- Where it hangs; null for every link that is not printed. The label is then the code's name.
	add column place text check (place in ('shop', 'table', 'package', 'event')),
	-- The line printed under it.
	add column words text not null default '' check (length(words) <= 60),
	-- Since when it leads nowhere, and who said so.
	add column stopped timestamptz,
	add column stopped_by bigint references membership.member (id) on delete set null,
	add constraint link_printed_check check (place is null or channel = 'qr');
create index link_printed on publishing.link (id) where place is not null;
