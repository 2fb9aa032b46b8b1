-- What may come is listed once, in transfer/item.ts; here it only has to be a name.
alter table transfer.item drop constraint item_kind_check;
alter table transfer.item add constraint item_kind_check check (kind ~ '^[a-z]+(-[a-z]+)*$');
