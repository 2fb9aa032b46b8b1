-- An API token may end by itself. Null: it goes on until it is revoked.
alter table membership.token add column expires timestamptz;
