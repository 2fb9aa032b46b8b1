/**
 * One mailing in a process of its own, so that nothing but it is in the memory that is measured. Arguments: data folder,
 * receivers, port of the SMTP peer. Writes one line of JSON: seconds from the order to the last row, memory, what came of it, and the
 * seconds of a bare loop over the library's own pool with one mail for everybody.
 */
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { productJobs, productMigrations } from '#app/product.ts';
import { publishArticle, writeArticle } from '#content/server/index.ts';
import { createMember } from '#membership/server/index.ts';
import { createMailing, keepMailings, scheduleMailing, waitForMailings } from '#notification/server/index.ts';
import { system, type Actor } from '#platform/actor.ts';
import { systemClock } from '#platform/clock.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { openInstallation } from '#platform/installation/installation.ts';
import { createLog } from '#platform/log.ts';
import { readSettings } from '#platform/settings.ts';
import { random } from '../seed/random.ts';
import { passage, title } from '../seed/text.ts';

const [data = '', receivers = '', port = ''] = process.argv.slice(2);
const count = Number(receivers);
const smtpUrl = `smtp://127.0.0.1:${port}?from=hello@brand.example`;
const memory = (): number =>
	Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync('/proc/self/smaps_rollup', 'utf8'))?.[1] ?? 0) * 1024;

const installation = await openInstallation({
	settings: readSettings({ HOMECOURT_DATA: data, SMTP_URL: smtpUrl, LOG_LEVEL: 'warn' }),
	log: createLog('warn'),
	clock: systemClock,
	jobs: productJobs,
	migrations: productMigrations(),
	worker: false,
	join: false,
});
const site = await installation.createSite('home', ['localhost']);
const asSystem = () => site.context({ actor: system, locale: 'zh-TW' });
const { id, handle } = await createMember(asSystem(), { name: '阿盈', email: 'ying@example.org', role: 'editor' });
const actor: Actor = { kind: 'member', member: id, name: '阿盈', handle, role: 'editor' };
const asEditor = () => site.context({ actor, locale: 'zh-TW' });
await site.sql`insert into membership.member (handle, name, email, joined)
	select 'p' || n, '會員' || n, 'p' || n || '@example.com', now() from generate_series(1, ${count}) n`;
await site.sql`insert into notification.subscriber (email, created)
	select 'p' || n || '@example.com', now() from generate_series(1, ${count}) n`;
await site.sql`insert into notification.subscription (subscriber, topic, asked, confirmed)
	select s.id, (select min(id) from notification.topic), now(), now() from notification.subscriber s`;
await site.sql`analyze`;
const rng = random(11);
const text = Array.from({ length: 8 }, (_, index) => `${passage(rng, 120)} [接著讀](/articles/${index})`).join('\n\n');
const article = await writeArticle(asEditor(), { title: title(rng), body: fromMarkdown(text, 'article') });
await publishArticle(asEditor(), { id: article.id });

// The bare loop first: the same article's size, one mail for all, the library's pool with as many connections.
const bare = Math.min(count, 10_000);
const transport = createTransport(smtpUrl, { pool: true, maxConnections: 8, maxMessages: 1e9 } as never);
const mail = {
	from: 'hello@brand.example',
	subject: '一封信',
	text,
	html: `<p>${text.replaceAll('\n\n', '</p><p>')}</p>`,
};
const bareBegun = performance.now();
let next = 0;
await Promise.all(
	Array.from({ length: 32 }, async () => {
		while (next < bare) await transport.sendMail({ ...mail, to: `p${++next}@example.com` });
	}),
);
const bareRate = bare / ((performance.now() - bareBegun) / 1000);
transport.close();

const { mailing } = await createMailing(asEditor(), { article: article.id });
globalThis.gc?.();
await setTimeout(2_000);
const idle = memory();
let most = idle;
const samples: number[] = [];
const watch = setInterval(() => {
	samples.push(memory());
	most = Math.max(most, samples.at(-1) ?? 0);
}, 1_000);
const begun = performance.now();
await scheduleMailing(asEditor(), { mailing });
await keepMailings.run(asSystem(), {});
await waitForMailings(site.handle);
const seconds = (performance.now() - begun) / 1000;
clearInterval(watch);
const [sum] = await site.sql`
	select m.candidates, m.done is not null as done, count(d.sent)::int as sent, count(d.unconfirmed)::int as doubtful
	from notification.mailing m join notification.delivery d on d.mailing = m.id group by m.id`;
const third = Math.max(1, Math.floor(samples.length / 3));
const mean = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0) / (values.length || 1);
const drift = mean(samples.slice(-third)) - mean(samples.slice(third, 2 * third));
process.stdout.write(`${JSON.stringify({ seconds, idle, most, drift, bareRate, ...sum })}\n`);
await installation.close();
process.exit(0);
