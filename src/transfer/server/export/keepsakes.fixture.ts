import type { Sql } from '#platform/database/connect.ts';

/** One of everything that a room declares as a keepsake, and of what none of them carries: as rows, since half of it takes months to come about. */
export async function sowKeepsakes(sql: Sql): Promise<void> {
	await sql.unsafe(`
		create temporary table who as select
			(select id from membership.member where name = '小陳') as chen, (select id from membership.member where name = '小美') as mei,
			(select id from membership.member where name = '小編') as editor,
			(select min(id) from content.article where slug = '等待兩年') as article,
			(select id from community.comment where body_text = '三年沒問題。') as comment,
			(select id from community.thread where title = '可以放幾年？') as thread,
			(select id from community.thread where title = '出小瓶裝') as other,
			(select id from media.picture limit 1) as picture, (select id from publishing.account limit 1) as account,
			(select min(id) from publishing.post) as post, timestamptz '2026-11-20T08:00:00Z' as t,
			'{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"兩年沒問題。"}]}]}'::jsonb as body;

		update notification.topic set about = '釀好就說' where name = '新文章';
		insert into notification.topic (name, created, retired) select '舊主題', t, t from who;
		insert into notification.subscriber (email, locale, created) select 'one@example.com', 'en', t from who;
		insert into notification.subscriber (email, created) select 'two@example.com', t from who;
		insert into notification.subscription (subscriber, topic, asked, confirmed, ended)
			select s.id, p.id, t, t, case when s.email = 'two@example.com' then t end
			from who, notification.subscriber s, notification.topic p where p.name = '新文章';
		insert into notification.consent (subscriber, topic, act, place, wording, network, happened)
			select s.id, p.id, 'confirmed', 'mail', '我要收新文章', '203.0.113.0/24', t
			from who, notification.subscriber s, notification.topic p where p.name = '新文章';
		insert into notification.suppression (email, reason, note, since, added_by) select 'no@example.com', 'bounce', '550', t, editor from who;
		insert into membership.label (name, created, created_by) select '老客人', t, editor from who;
		insert into membership.member_label (member, label, put, put_by) select chen, l.id, t, editor from who, membership.label l;
		insert into membership.segment (name, definition, created, created_by, version, changed)
			select '老客人們', jsonb_build_object('match', 'all', 'groups', jsonb_build_array(jsonb_build_object('match', 'any',
				'conditions', jsonb_build_array(jsonb_build_object('is', 'label', 'value', l.id),
				jsonb_build_object('is', 'joined-within', 'value', 30))))), t, editor, 3, t from who, membership.label l;
		update content.article a set segment = g.id from who, membership.segment g where a.id = who.article and a.access = 'members';
		insert into notification.mailing (article, topic, subject, author, created, changed, scheduled, segment)
			select who.article, p.id, '釀好了', editor, t, t, null, g.id
			from who, notification.topic p, membership.segment g where p.name = '新文章';
		insert into notification.wish (member, kind, ways) select chen, 'reply', '{site,mail}' from who;
		insert into notification.rhythm (member, time_zone, quiet_from, quiet_until) select chen, 'Asia/Taipei', 1320, 480 from who;

		insert into notification.cadence (member, matter, every) select chen, 'digest', 'day' from who;
		insert into notification.greeting (step, subject, body, subject_en, body_en, changed) select 2, '來坐坐', '{name}，你好', 'Hello', 'Hello {name}', t from who;
		insert into community.admission (category, act, segment)
			select c.id, 'start', g.id from community.category c, membership.segment g;
		insert into community.modest (member, since) select chen, t from who;
		insert into community.unheard (member, network, person, name, since) select chen, 'fediverse', 'mei@far.example', 'Mei (mei@far.example)', t from who;

		insert into membership.member_group (handle, name, description, joined_by, called_by, seen_by, created, created_by, changed)
			select 'testers', '試用夥伴', '先試為快', 'asking', 'group', 'everybody', t, editor, t from who;
		insert into membership.group_member (member_group, member, asked, joined, let_in_by, hushed)
			select g.id, chen, t, t, editor, t from who, membership.member_group g;
		insert into membership.block (member, blocked, since) select chen, mei, t from who;
		insert into membership.remark (member, text, written, author) select chen, '喜歡辣的', t, editor from who;
		insert into membership.identity (member, kind, value, origin, joined) select chen, 'phone', '0912345678', 'staff', t from who;
		insert into membership.applicant (email, name, locale, news, place, asked) select 'in@example.com', '想進來', 'en', true, 'join', t from who;
		insert into membership.request (member, kind, text, made, due) select chen, 'correct', '名字', t, t + interval '30 days' from who;
		insert into membership.breach (found, what, people, noted, noted_by) select t, '寄錯人', 1, t, editor from who;
		insert into membership.retention (kind, days) values ('visit', 30);
		update membership.member set suspended = t, suspended_until = t + interval '90 days', silenced_until = t + interval '9 days'
			from who where id = mei;

		insert into community.version (comment, number, body, body_text, written, written_by) select comment, 1, body, '兩年沒問題。', t, mei from who;
		update community.comment c set edits = 1 from who where c.id = who.comment;
		insert into community.bookmark (member, comment, note, made, remind) select chen, comment, '要記得', t, t + interval '90 days' from who;
		insert into community.draft (member, thread, parent, quote, text, stars, disclosed, saved) select chen, thread, comment, '三年', '還有一件', 2, 'sample', t from who;
		insert into community.begun (member, category, kind, title, text, tags, choices, saved)
			select chen, (select min(id) from community.category), 'poll', '還沒開始的', '先問問大家', '醬油、料理', '甲\n乙', t from who;
		insert into community.category_address (slug, category) select 'chat', id from community.category;
		insert into community.keeper (thread, member, since, given_by) select thread, chen, t, editor from who;
		insert into community.trust (member, level, weighed) select chen, 2, t from who;
		insert into community.note (thread, kind, after, title, comments, noted, noted_by) select thread, 'merged', comment, '舊的', 2, t, editor from who;
		update community.thread set hidden = t, merged = t, merged_into = thread, merged_by = editor from who where id = other;
		insert into community.reading (member, thread, seen_comment, seen) select mei, thread, comment, t from who
			on conflict (member, thread) do update set level = null, seen_comment = excluded.seen_comment, seen = excluded.seen;

		insert into moderation.decision (comment, thread, member, verdict, reason, words, stood, decided, decided_by)
			select comment, thread, mei, 'silence', 'spam', '太多廣告', 'shown', t, editor from who;
		insert into moderation.flag (comment, member, reason, flagged, decision) select who.comment, chen, 'spam', t, d.id from who, moderation.decision d;
		insert into moderation.item (comment, opened, decision) select who.comment, t, d.id from who, moderation.decision d;
		insert into moderation.measure (member, kind, decision, reason, taken, taken_by, until)
			select mei, 'suspension', d.id, 'spam', t, editor, t + interval '90 days' from who, moderation.decision d;
		insert into moderation.appeal (measure, member, words, appealed) select m.id, mei, '不是廣告', t from who, moderation.measure m;
		insert into moderation.watched (word, added) select '加賴', t from who;
		update moderation.rule set hold_first = 2;
		update moderation.learned set removed = 3 where feature = '';
		insert into moderation.learned (feature, shown, removed) values ('便宜', '便宜', 3);
		insert into moderation.lesson (comment, outcome, features) select comment, 'kept', '{三年}' from who;

		insert into content.note (article, version, member, kind, text, written) select article, 1, editor, 'comment', '標題再想想', t from who;
		insert into content.kept_draft (member, place, article, version, fields, body, kept)
			select editor, 'article:' || article, article, 2, '{"title":"等待四年","series":"7"}', body, t from who;
		insert into content.kept_draft (member, place, page, version, fields, body, kept)
			select editor, 'page:' || p.id, p.id, 1, '{"title":"關於我們"}', p.body, t from who, content.page p where p.slug = '關於';
		insert into content.proposal (article, title, excerpt, body, tags, access, proposed, proposed_by)
			select article, '等三年', '', body, '{醬油}', 'public', t, editor from who;
		update content.article set chosen_cover = cover where cover is not null;
		update content.article a set submitted = t, submitted_by = editor, returned = t from who where a.slug = 'waiting';
		insert into content.former_tag (name, leads_to, left_behind) select '豉油', '醬油', t from who;
		insert into content.gone_slug (slug, leads_to_article, title, gone) select '沒了', article, '沒了的', t from who;
		insert into content.gone_address (path, leads_to_article, leads_to, title, gone)
			select '/moved-away', article, null, '搬走的', t from who union all select '/gone-away', null, '/about', '沒了的頁', t from who;
		insert into content.former_series_slug (slug, series, left_behind) select 'brewing-before', (select min(id) from content.series), t from who;
		update content.desk set slug_style = 'pinyin', featured = who.article, review_required = t, required_by = editor from who;

		insert into federation.blocked (host, reason, blocked, blocked_by) select 'loud.example', '廣告', t, editor from who;
		insert into federation.said (address, comment, thread, author, inbox)
			select 'https://else.example/n/1', comment, thread, 'https://else.example/u/a', 'https://else.example/inbox' from who;

		insert into embed.host (origin, allowed) select 'https://old.example', t from who;
		insert into embed.page (address, title, opened) select 'https://old.example/a', '舊站的一頁', t from who;
		insert into community.thread (subject, title, slug, path, opened) select 'page:' || p.id, p.title, 'x', '/community/elsewhere/' || p.id, t
			from who, embed.page p;
		insert into seo.mention (source, target, article, kind, title, asked, verified, approved, approved_by)
			select 'https://blog.example/a', 'http://localhost/x', article, 'reply', '好文', t, t, t, editor from who;
		insert into seo.mention (source, target, series, title, asked, verified) select 'https://blog.example/s', 'http://localhost/series/x', min(s.id), '系列', t, t
			from who, content.series s group by t;
		insert into seo.told_mention (article, target, told, outcome) select article, 'https://blog.example/b', t, 'told' from who;

		insert into gathering.gathering (slug, title, body, body_html, body_text, locale, picture, place, begins, ends, capacity, created,
			changed, published, turned, taken)
			select 'open-day', '開缸日', body, '<p>兩年沒問題。</p>', '兩年沒問題。', 'zh-TW', picture, '廠裡', t + interval '60 days', t + interval '61 days', 20,
				t, t, t, t, 1 from who;
		insert into gathering.ticket (gathering, member, code, asked, seated) select g.id, chen, 'abcd2345', t, t from who, gathering.gathering g;

		insert into publishing.campaign (name, created) select 'spring', t from who;
		insert into publishing.draft (key, article, text, hashtags, labels, pictures, campaign, author, created, changed)
			select 'k1', article, '等了兩年，開缸了', '{醬油}', '{}', array[picture], 'spring', editor, t, t from who;
		insert into publishing.variant (draft, account, text, due, alts) select d.id, who.account, '開缸了', t + interval '90 days',
			jsonb_build_object(who.picture::text, '一口缸') from who, publishing.draft d;
		insert into publishing.review (variant, kind, digest, text, reviewed, reviewed_by) select v.id, 'approved', 'x', '開缸了', t, editor
			from who, publishing.variant v;
		insert into publishing.follow_up (post, number, kind, text, key, published) select post, 1, 'comment', '連結在這裡', 'f1', t from who;
		insert into publishing.slot (account, weekday, at) select account, 1, '09:30' from who;
		insert into publishing.pause (paused, paused_by, reason, resumed) select t, editor, '颱風', t + interval '1 day' from who;
		insert into publishing.house_rule (name, since, set_by) select 'approval', t, editor from who;
		insert into publishing.recurrence (key, versions, pictures, accounts, weekdays, at, weeks, made, author, next)
			select 'recurringabcdef0', '{一,二,三}', array[picture], array[account], '{1,5}', '09:00', 2, t, editor, t + interval '9 days' from who;
		insert into publishing.recurred (recurrence, due, words, draft) select r.id, t, '一', d.id
			from who, publishing.recurrence r, publishing.draft d;
		insert into publishing.handle (name, network, handle, kept, kept_by) select '巷口茶行', 'x', 'alleytea', t, editor from who;
		insert into publishing.unnamed (network, author_name, since, by) select 'practice', '不具名', t, editor from who;
		insert into publishing.spend (network, campaign_id, campaign_name, campaign, day, currency, amount, shown, clicks, origin, noted)
			select 'facebook', '777', 'Spring', 'spring', '2026-11-20', 'TWD', 1200, 9000, 80, 'file', t from who;
		update publishing.post p set edited = t from who where p.id = who.post;
		drop table who;
	`);
}
