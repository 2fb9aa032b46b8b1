-- The word in the code that hangs at the door, by which those who come say so themselves; null: the door lets them in.
alter table gathering.gathering add column self_key text check (self_key ~ '^[2-9a-z]{8}$');
