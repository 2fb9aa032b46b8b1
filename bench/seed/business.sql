-- One account, a post and a tracked link per article, a shop with orders of members.
insert into publishing.account (network, external_id, name, secret, connected) values ('practice', 'bench', '量測用的專頁', '', now());
insert into publishing.post (account, article, text, key, queued, armed, tried, tries, published, reach, views, likes, comments)
select 1, id, title || '：' || excerpt, 'bench-' || id, published, published, published, 1, published, 200 + id * 37 % 4000, 300 + id * 53 % 6000, id % 90, id % 12
from content.article order by id;
insert into publishing.link (code, target, article, post, channel, label, created)
select lpad(to_hex(id), 7, '0'), '/articles/' || slug, id, id, 'facebook', '', published from content.article order by id;
update publishing.post set link = id;
insert into commerce.source (handle, name, kind, created) values ('shop', '量測用的商店', 'generic', now());
insert into commerce.product (sku, name, price, created) select 'sku-' || n, '商品 ' || n, 200 + n * 10, now() from generate_series(1, 40) n;
insert into commerce.order (source, external_id, email, member, matched, currency, total, placed, received)
select 1, 'o' || m.id, m.email, m.id, m.joined, 'TWD', 300 + m.id % 40 * 50, m.joined + interval '1 hour', m.joined + interval '1 hour'
from membership.member m where m.id % 5 = 0 order by m.id;
insert into commerce.order_item ("order", place, sku, name, quantity, amount)
select id, 1, 'sku-' || 1 + id % 40, '商品 ' || 1 + id % 40, 1, total from commerce.order;
insert into commerce.order_entry ("order", source, event, transition, amount, currency, occurred, received)
select id, 1, 'e' || id, 'paid', total, currency, placed, placed from commerce.order order by id;
insert into commerce.order_entry ("order", source, event, transition, reference, amount, currency, occurred, received)
select id, 1, 'r' || id, 'refunded', 'all', -total, currency, placed + interval '2 days', placed + interval '2 days' from commerce.order where id % 25 = 0 order by id;
