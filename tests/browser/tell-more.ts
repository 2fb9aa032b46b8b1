/**
 * Does beside a running demo what its sample brand leaves out, so that there is a page for it, and prints the address of each
 * page under its name in the map (`page-map.ts`).
 */
import { Readable } from 'node:stream';
import { openProduct } from '#app/run.ts';
import type { Actor } from '#platform/actor.ts';
import { readSettings } from '#platform/settings.ts';
import { spool, spoolFolder } from '#platform/spool.ts';
import { deleteArticle, proposeChange, writeArticle } from '#content/server/index.ts';
import { listSelfCheckIns, signUp, turnSelfCheckIn } from '#gathering/server/index.ts';
import { storeFile } from '#media/server/index.ts';
import { appealKey } from '#membership/server/appeal-key.ts';
import { keepField, keepSegment } from '#membership/server/index.ts';
import { suspendPerson } from '#moderation/server/index.ts';
import { confirmationKey, subscriberKey } from '#notification/server/subscriber-key.ts';
import { keepDraft, makeQr, stopQr } from '#publishing/server/index.ts';
import { askRun } from '#transfer/server/index.ts';

const installation = await openProduct(readSettings(process.env), { worker: false, join: true });
const site = await installation.site('demo');
const found = async <T>(question: PromiseLike<Iterable<object>>): Promise<T> => {
	const [first] = [...(await question)];
	if (!first) throw new Error('The sample brand has nothing of this');
	return first as T;
};
const boss = await found<{ id: number; name: string; handle: string }>(
	site.sql`select id, name, handle from membership.member where role = 'owner'`,
);
const owner: Actor = { kind: 'member', member: boss.id, name: boss.name, handle: boss.handle, role: 'owner' };
const ctx = site.context({ actor: owner, locale: 'zh-TW' });

/** The oldest articles, which the other pages of the map do not look at: one to change, one to delete. */
const [changed, deleted] = (await site.sql`
	select id, version, slug, title, body from content.article where published is not null order by published limit 2`) as unknown as {
	id: number;
	version: number;
	slug: string;
	title: string;
	body: unknown;
}[];
if (!changed || !deleted) throw new Error('The sample brand has no articles');
await writeArticle(ctx, { id: changed.id, title: `${changed.title}（增訂）`, body: changed.body });
await proposeChange(ctx, { id: changed.id, title: `${changed.title}（再增訂）`, body: changed.body });
await deleteArticle(ctx, { id: deleted.id, thread: 'readable' });

const sheet = Readable.from([Buffer.from('一月,二月\n3,4\n')]);
await storeFile(ctx, { file: await spool(sheet, spoolFolder(ctx.settings.data), 1_000), name: '出貨表.csv' });
await keepField(ctx, { name: '慣用的豆油', kind: 'text', seenBy: 'staff' });
const definition = { match: 'all', groups: [{ match: 'all', conditions: [{ is: 'joined-within', value: 30 }] }] };
const segment = await keepSegment(ctx, { name: '這個月的新朋友', definition } as never);
const { draft } = await keepDraft(ctx, { key: 'x'.repeat(16), text: '下週開缸。', variants: [], when: 'none' });
/** In the middle of the next month, at half past ten by the clocks of Taipei: one with a time, and one that still has none. */
const middle = new Date();
middle.setUTCMonth(middle.getUTCMonth() + 1, 15);
middle.setUTCHours(2, 30, 0, 0);
const account = await found<{ id: number }>(site.sql`select id from publishing.account order by id limit 1`);
const variants = [{ account: account.id, text: null }];
await keepDraft(ctx, { key: 'y'.repeat(16), text: '下個月開缸。', variants, when: 'at', at: middle });
await keepDraft(ctx, { key: 'z'.repeat(16), text: '哪天都可以說的話。', variants, when: 'none' });
const run = await askRun(ctx, { source: 'wordpress', place: 'nothing.xml', options: {}, dry: true, by: 'worker' });

const event = await found<{ id: number }>(
	site.sql`select id from gathering.gathering where published is not null and cancelled is null and begins > now() order by begins limit 1`,
);
const { ticket } = await signUp(ctx, { event: event.id });
await turnSelfCheckIn(ctx, { id: event.id, open: true });
const [here] = await listSelfCheckIns(ctx, {});
const message = await found<{ talk: number; id: number }>(site.sql`
	select m.talk, m.id from message.message m join message.seat s on s.talk = m.talk and s.member = ${boss.id}
	where m.author <> ${boss.id} order by m.id limit 1`);
const guest = await found<{ id: number }>(
	site.sql`select id from membership.member where role = 'member' order by id desc limit 1`,
);
const { measure } = await suspendPerson(ctx, { member: guest.id, days: 7, reason: 'spam' });
const subscriber = await found<{ id: number }>(site.sql`select id from notification.subscriber order by id limit 1`);
const topic = await found<{ id: number }>(site.sql`select id from notification.topic order by id limit 1`);
const code = await makeQr(ctx, { name: '舊招牌', place: 'shop', target: '/' });
await stopQr(ctx, { id: code.id });
const framed = await found<{ thread: number }>(
	site.sql`select id as thread from community.thread where subject like 'page:%' order by id limit 1`,
);

const key = subscriberKey(site.handle, { subscriber: subscriber.id, mailing: 0 });
const asked = confirmationKey(site.handle, subscriber.id, [topic.id], new Date());
process.stdout.write(
	JSON.stringify({
		'versions of an article': `/console/content/${changed.id}/revisions`,
		'a proposed change': `/console/content/${changed.id}/proposal`,
		'the talk about a deleted article': `/articles/${encodeURIComponent(deleted.slug)}/conversation`,
		'a segment': `/console/members/segments/${segment.id}`,
		'a draft of a post': `/console/posts/${draft}`,
		'the next month': `/console/posts?view=month&day=${middle.toISOString().slice(0, 10)}`,
		'a transfer': `/console/transfer/${run.id}`,
		'a ticket': `/account/events/${ticket}`,
		'checking in by oneself': here?.path ?? '',
		'a private message': `/messages/${message.talk}/${message.id}`,
		'an appeal': `/appeal/${appealKey(site.handle, { of: 'measure', id: measure })}`,
		'asked for the newsletter': `/newsletter/confirm?key=${asked}`,
		'out of the newsletter': `/newsletter/out/${key}`,
		'choices of a subscriber': `/newsletter/preferences/${key}`,
		'a code that rests': new URL(code.url).pathname,
		'a conversation in a frame': `/embed/auto.auto/thread/${framed.thread}`,
		'the first word in a frame': `/embed/auto.auto/page?address=${encodeURIComponent('https://shop.example.com/new')}`,
	}),
);
await installation.close();
