/**
 * Sends a mailing of an article to as many subscribers as the first argument says, until it is done or killed. Run again on
 * the same data it goes on, and prints what became of everybody.
 */
import { openProduct } from '#app/run.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { system, type Actor } from '#platform/actor.ts';
import { readSettings } from '#platform/settings.ts';
import { createMember } from '#membership/server/index.ts';
import { publishArticle, writeArticle } from '#content/server/index.ts';
import { createMailing, keepMailings, scheduleMailing, waitForMailings } from '#notification/server/index.ts';

const count = Number(process.argv[2] ?? 0);
const installation = await openProduct(readSettings(process.env), { worker: false, join: false });
const first = (await installation.listSites()).length === 0;
const site = first ? await installation.createSite('home', ['localhost']) : await installation.site('home');
const now = () => site.context({ actor: system, locale: 'zh-TW' });
if (first) {
	const { id, handle } = await createMember(now(), { name: '阿盈', email: 'ying@example.org', role: 'editor' });
	const actor: Actor = { kind: 'member', member: id, name: '阿盈', handle, role: 'editor' };
	const ctx = site.context({ actor, locale: 'zh-TW' });
	const article = await writeArticle(ctx, { title: '一甕醬油', body: fromMarkdown('一年只做一次的事。', 'article') });
	await publishArticle(ctx, { id: article.id });
	await site.sql`insert into notification.subscriber (email, created)
		select 'p' || n || '@example.com', now() from generate_series(1, ${count}) n`;
	await site.sql`insert into notification.subscription (subscriber, topic, asked, confirmed)
		select s.id, (select min(id) from notification.topic), now(), now() from notification.subscriber s`;
	const { mailing } = await createMailing(site.context({ actor, locale: 'zh-TW' }), { article: article.id });
	await scheduleMailing(site.context({ actor, locale: 'zh-TW' }), { mailing });
	process.stdout.write('begun\n');
}
await keepMailings.run(now(), {});
await waitForMailings(site.handle);
const [sum] = await site.sql`
	select m.candidates, m.done is not null as done, count(d.sent)::int as sent, count(d.skipped)::int as skipped,
		count(d.failed)::int as failed, count(d.unconfirmed)::int as unconfirmed
	from notification.mailing m left join notification.delivery d on d.mailing = m.id group by m.id`;
const rows = await site.sql<{ email: string }[]>`
	select s.email::text from notification.delivery d join notification.subscriber s on s.id = d.subscriber where d.sent is not null`;
const doubtful = await site.sql<{ email: string }[]>`
	select s.email::text from notification.delivery d join notification.subscriber s on s.id = d.subscriber where d.unconfirmed is not null`;
process.stdout.write(
	`${JSON.stringify({ sum, sent: rows.map((row) => row.email), doubtful: doubtful.map((row) => row.email) })}\n`,
);
await installation.close();
