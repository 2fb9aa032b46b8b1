-- What a product looks like, of the media library.
alter table commerce.product add column picture bigint;
