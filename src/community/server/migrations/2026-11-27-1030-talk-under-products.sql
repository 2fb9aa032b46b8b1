-- Products have a page at home, and a conversation under it, those too that were written down before. Their short address leads to the page.
insert into community.thread (subject, title, slug, path, opened)
select 'product:' || id, name, 'product', '/products/' || id, created from commerce.product
on conflict (subject) do nothing;
