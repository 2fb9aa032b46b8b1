-- The line in which the posts of an account go out.
create index post_in_line on publishing.post (account, queued, id)
	where published is null and failed is null and unconfirmed is null;
-- What is due before a variant, and what its account said lately.
create index variant_by_account on publishing.variant (account, due)
	where posted is null and refused is null and cancelled is null;
