import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { handNetwork } from '#network/hand/hand-network.ts';
import { offerNetworks } from '#network/known-networks.ts';
import { practiceNetwork } from '#network/practice/practice-network.ts';
import { servePractice, type PracticeServer } from '#network/practice/server/index.ts';
import {
	cancelVariant,
	connectByToken,
	connectPractice,
	keepCampaign,
	keepDraft,
	keepPosts,
	keepSlots,
	listCalendar,
	listLabels,
	moveVariant,
	pausePosting,
	readComposer,
	readPost,
	resumePosting,
	retireCampaign,
	sendDue,
	shareArticle,
} from '#publishing/server/index.ts';
import { sowArticle, sowMember } from '#publishing/server/sow.ts';

let place: TestSite;
let server: PracticeServer;
let editor: Actor & { kind: 'member' };
let author: Actor & { kind: 'member' };
let article: number;
let plaza: number;
let hand: number;

beforeAll(async () => {
	server = await servePractice(() => place.as());
	place = await testSite({ PRACTICE_URL: server.url });
	offerNetworks([practiceNetwork({ timeout: 900 }), handNetwork()]);
	editor = await sowMember(place.site.sql, '林佳穎', 'editor');
	author = await sowMember(place.site.sql, '陳小安', 'author');
	article = await sowArticle(place.site.sql, editor.member, {
		slug: 'bean-price',
		title: '一塊豆腐的價錢',
		published: place.system().now,
	});
	({ account: plaza } = await connectPractice(place.as(editor)));
	await connectByToken(place.as(editor), { network: 'hand', given: { name: '商圈群組' } });
	const [row] = await place.site.sql<{ id: number }[]>`select id from publishing.account where network = 'hand'`;
	hand = row!.id;
});

afterAll(async () => {
	await server.close();
	await place.close();
});

beforeEach(() => void place.clock.advance(3 * 3_600_000));

let serial = 0;
const key = () => `formkey${String(++serial).padStart(12, '0')}`;
type Input = Parameters<typeof keepDraft>[1];
const keep = (more: Partial<Input> = {}, actor: Actor = editor) =>
	keepDraft(place.as(actor), {
		key: key(),
		text: `今天開缸 ${serial}。歡迎來看。`,
		variants: [{ account: plaza, text: null }],
		when: 'none',
		...more,
	});
const variants = (draft: number) =>
	place.site.sql<
		{
			id: number;
			account: number;
			text: string;
			due: Date | null;
			post: number | null;
			refused: Date | null;
			trouble: string | null;
			edited: Date | null;
		}[]
	>`select * from publishing.variant where draft = ${draft} order by account`;
const tomorrow = () => new Date(place.system().now.getTime() + 86_400_000);
const posts = async () => Number((await place.site.sql`select count(*) as count from publishing.post`)[0]!['count']);

it('writes one variant per account by its rules, keeps what a person wrote, and sends nothing before it is told', async () => {
	const before = await posts();
	const { draft } = await keep({
		hashtags: ['醬油'],
		variants: [
			{ account: plaza, text: null },
			{ account: hand, text: '自己寫的話' },
		],
	});
	const [one, two] = await variants(draft);
	expect(one).toMatchObject({ edited: null, due: null });
	expect(one!.text).toMatch(/歡迎來看。\n\n#醬油$/);
	expect(two).toMatchObject({ text: '自己寫的話', due: null });
	expect(two!.edited).not.toBeNull();
	await place.runJobs();
	expect(await posts()).toBe(before);
});

it('sends now: once, with a link that says where its followers come from', async () => {
	await keepCampaign(place.as(editor), { name: 'Spring-2027' });
	const input = { key: key(), article, campaign: 'spring-2027', when: 'now' as const };
	const [first, second] = await Promise.allSettled([keep(input), keep(input)]);
	const done = [first, second].find((one) => one.status === 'fulfilled')!.value!;
	expect(await keep(input)).toEqual(done);
	await place.runJobs();
	await sendDue.run(place.system(), {});
	const post = (await variants(done.draft))[0]!.post!;
	expect(await readPost(place.as(editor), { id: post })).toMatchObject({ state: 'published', author: editor.member });
	const links = await place.site.sql`select target from publishing.link where post = ${post}`;
	expect(links).toEqual([
		{ target: '/articles/bean-price?utm_source=practice&utm_medium=social&utm_campaign=spring-2027' },
	]);
	expect(await place.site.sql`select id from publishing.variant where draft = ${done.draft}`).toHaveLength(1);
});

it('goes out at its time, not before, and not at the time that it was moved away from', async () => {
	const { draft } = await keep({ when: 'at', at: tomorrow() });
	const { id } = (await variants(draft))[0]!;
	const before = await posts();
	await sendDue.run(place.system(), {});
	expect(await posts()).toBe(before);
	const later = new Date(tomorrow().getTime() + 3_600_000);
	await moveVariant(place.as(editor), { variant: id, when: 'at', at: later });
	place.clock.advance(86_400_000 + 60_000);
	await sendDue.run(place.system(), {});
	expect(await posts()).toBe(before);
	place.clock.advance(3_600_000);
	await Promise.all([sendDue.run(place.system(), {}), sendDue.run(place.system(), {})]);
	expect(await posts()).toBe(before + 1);
	await expect(moveVariant(place.as(editor), { variant: id, when: 'none' })).rejects.toMatchObject({
		code: 'variant.gone',
	});
	await expect(cancelVariant(place.as(editor), { variant: id })).rejects.toMatchObject({ code: 'variant.gone' });
});

it('is judged again when it is sent: a text that was taken back does not go out, and can go later', async () => {
	const own = await sowArticle(place.site.sql, editor.member, {
		slug: `own-${serial}`,
		title: '會收回的文章',
		published: place.system().now,
	});
	const { draft } = await keep({ article: own, when: 'at', at: tomorrow() });
	await place.site.sql`update content.article set published = null where id = ${own}`;
	place.clock.advance(2 * 86_400_000);
	await sendDue.run(place.system(), {});
	const [row] = await variants(draft);
	expect(row).toMatchObject({ trouble: 'article-not-published', post: null });
	await expect(moveVariant(place.as(editor), { variant: row!.id, when: 'now' })).rejects.toMatchObject({
		details: { fields: [{ path: 'variant', key: 'article-not-published' }] },
	});
	await place.site.sql`update content.article set published = now() where id = ${own}`;
	await place.site.sql`update content.article set published = ${place.system().now} where id = ${own}`;
	await moveVariant(place.as(editor), { variant: row!.id, when: 'now' });
	await sendDue.run(place.system(), {});
	expect((await variants(draft))[0]!.post).not.toBeNull();
});

it('may be scheduled for an article that will be out by then, and not before', async () => {
	const own = await sowArticle(place.site.sql, editor.member, {
		slug: `soon-${serial}`,
		title: '明天的文章',
		published: null,
	});
	await place.site.sql`update content.article set scheduled = ${tomorrow()} where id = ${own}`;
	await expect(keep({ article: own, when: 'now' })).rejects.toMatchObject({
		details: { fields: [{ path: `text-${plaza}`, key: 'article-not-published' }] },
	});
	await expect(keep({ article: own, when: 'at', at: new Date(tomorrow().getTime() + 60_000) })).resolves.toHaveProperty(
		'draft',
	);
});

it('warns before it says the same again, and does it when somebody has read that', async () => {
	const text = '天氣正好，曬豆子。';
	await keep({ text, when: 'at', at: tomorrow() });
	await expect(keep({ text: '天氣正好 曬豆子！', when: 'now' })).rejects.toMatchObject({ code: 'post.duplicate' });
	await expect(keep({ text: '天氣正好 曬豆子！', when: 'now', anyway: true })).resolves.toHaveProperty('draft');
	await expect(keep({ text, when: 'none' })).resolves.toHaveProperty('draft');
});

it('takes the next free place of each account, one after the other', async () => {
	await expect(keep({ when: 'slot' })).rejects.toMatchObject({
		details: { fields: [{ path: 'when', key: 'no-slot' }] },
	});
	await keepSlots(place.as(editor), {
		account: plaza,
		slots: [
			{ weekday: 1, at: '09:00' },
			{ weekday: 1, at: '09:00' },
			{ weekday: 3, at: '20:30' },
		],
	});
	const made = await Promise.all([keep({ when: 'slot' }), keep({ when: 'slot' }), keep({ when: 'slot' })]);
	const times = (await Promise.all(made.map(({ draft }) => variants(draft)))).map(([row]) => row!.due!.getTime());
	expect(new Set(times).size).toBe(3);
	await expect(
		keepSlots(place.as(editor), { account: plaza, slots: [{ weekday: 8, at: '25:00' }] }),
	).rejects.toMatchObject({ code: 'input.invalid' });
	await expect(keepSlots(place.as(author), { account: plaza, slots: [] })).rejects.toMatchObject({ status: 403 });
});

it('while everything is paused nothing begins, neither what is due nor what was queued; then people say what becomes of it', async () => {
	const { draft } = await keep({ when: 'at', at: tomorrow() });
	const { post } = await shareArticle(place.as(editor), { article, account: plaza, text: `排著的 ${++serial}` });
	await pausePosting(place.as(author), { reason: '食安新聞' });
	await pausePosting(place.as(editor), {});
	place.clock.advance(2 * 86_400_000);
	const { now } = place.system();
	await sendDue.run(place.system(), {});
	await keepPosts.run(place.system(), {});
	await place.runJobs();
	expect((await readPost(place.as(editor), { id: post })).state).toBe('queued');
	expect((await variants(draft))[0]!.post).toBeNull();
	const range = { from: new Date(now.getTime() - 7 * 86_400_000), to: new Date(now.getTime() + 7 * 86_400_000) };
	const calendar = await listCalendar(place.as(editor), range);
	expect(calendar.paused).toBe(true);
	expect(calendar.entries.find((entry) => entry.draft === draft)!.state).toBe('held');
	await expect(resumePosting(place.as(author), { missed: 'now' })).rejects.toMatchObject({ status: 403 });
	await resumePosting(place.as(editor), { missed: 'none' });
	expect((await variants(draft))[0]).toMatchObject({ due: null, post: null });
	await place.runJobs();
	expect((await readPost(place.as(editor), { id: post })).state).toBe('published');
	await expect(resumePosting(place.as(editor), { missed: 'now' })).rejects.toMatchObject({
		code: 'posting.not-paused',
	});
	await moveVariant(place.as(editor), { variant: (await variants(draft))[0]!.id, when: 'now' });
	await pausePosting(place.as(editor), {});
	await resumePosting(place.as(editor), { missed: 'now' });
	await place.runJobs();
	expect((await variants(draft))[0]!.post).not.toBeNull();
});

it('leaves what went out as it went when the draft is changed, and lets go of what is no longer chosen', async () => {
	const { draft } = await keep({ when: 'now', text: '先發一則。' });
	await place.runJobs();
	const change = (more: Partial<Input>) => keep({ draft, text: '改了的話。', ...more });
	await change({
		variants: [
			{ account: plaza, text: null },
			{ account: hand, text: null },
		],
		when: 'keep',
	});
	expect((await variants(draft)).map(({ text }) => text)).toEqual(['先發一則。', '改了的話。']);
	await change({ variants: [], when: 'keep' });
	expect((await variants(draft)).map(({ account }) => account)).toEqual([plaza]);
});

it('refuses what a network would, by account, and changes nothing then', async () => {
	const before = await place.site.sql`select count(*) from publishing.draft`;
	const long = '字'.repeat(2001);
	await expect(
		keep({
			when: 'now',
			variants: [
				{ account: plaza, text: long },
				{ account: hand, text: '' },
			],
		}),
	).rejects.toMatchObject({
		details: {
			fields: [
				{ path: `text-${plaza}`, key: 'too-long' },
				{ path: `text-${hand}`, key: 'text-missing' },
			],
		},
	});
	for (const [bad, problem] of [
		[{ text: ' ' }, 'input.invalid'],
		[{ hashtags: ['有 空格'] }, 'input.invalid'],
		[{ target: 'https://evil.example/' }, 'input.invalid'],
		[{ target: '//evil.example' }, 'input.invalid'],
		[{ campaign: 'nobody-listed-this' }, 'campaign.not-found'],
		[{ article: 999_999 }, 'article.not-found'],
		[{ draft: 999_999 }, 'draft.not-found'],
		[{ variants: [{ account: 999_999, text: null }] }, 'account.not-found'],
		[{ variants: [], when: 'now' }, 'input.invalid'],
		[{ when: 'at', at: new Date(0) }, 'input.invalid'],
		[{ when: 'at' }, 'input.invalid'],
	] as [Partial<Input>, string][])
		await expect(keep(bad), JSON.stringify(bad)).rejects.toMatchObject({ code: problem });
	expect(await place.site.sql`select count(*) from publishing.draft`).toEqual(before);
});

it('lets authors change their own only, and nobody without the right anything', async () => {
	const member = await sowMember(place.site.sql, '王小明', 'member');
	const { draft } = await keep({ when: 'at', at: tomorrow() });
	const { id } = (await variants(draft))[0]!;
	await expect(keep({ draft }, author)).rejects.toMatchObject({ status: 403 });
	await expect(moveVariant(place.as(author), { variant: id, when: 'none' })).rejects.toMatchObject({ status: 403 });
	await expect(cancelVariant(place.as(author), { variant: id })).rejects.toMatchObject({ status: 403 });
	await expect(keep({}, member)).rejects.toMatchObject({ status: 403 });
	await expect(keep({}, { kind: 'visitor' })).rejects.toMatchObject({ status: 401 });
	await expect(readComposer(place.as(member), {})).rejects.toMatchObject({ status: 403 });
	await expect(pausePosting(place.as(member), {})).rejects.toMatchObject({ status: 403 });
	await expect(keepCampaign(place.as(author), { name: 'x' })).rejects.toMatchObject({ status: 403 });
	const own = await keep({ when: 'none' }, author);
	await expect(keep({ draft: own.draft, text: '編輯改的' })).resolves.toEqual(own);
	await cancelVariant(place.as(author), { variant: (await variants(own.draft))[0]!.id });
});

it('gives the composer everything that its page counts with', async () => {
	await keepCampaign(place.as(editor), { name: 'autumn' });
	await retireCampaign(place.as(editor), { name: 'autumn' });
	await expect(retireCampaign(place.as(editor), { name: 'autumn' })).rejects.toMatchObject({ status: 404 });
	await expect(keepCampaign(place.as(editor), { name: '春天' })).rejects.toMatchObject({ code: 'input.invalid' });
	const composer = await readComposer(place.as(editor), { article });
	expect(composer).toMatchObject({ text: '一塊豆腐的價錢', article: { public: true }, campaigns: ['spring-2027'] });
	expect(composer.accounts.map(({ id, idle }) => [id, idle])).toEqual([
		[plaza, false],
		[hand, true],
	]);
	expect(composer.accounts[0]!.limits!.post.most).toBe(2000);
	await expect(readComposer(place.as(editor), { draft: 999_999 })).rejects.toMatchObject({ status: 404 });
});

it('shows in the calendar what goes to one account, for one campaign or under one label, and which labels there are', async () => {
	const at = tomorrow();
	const both = [plaza, hand].map((account) => ({ account, text: null }));
	const one = await keep({ when: 'at', at, variants: both, campaign: 'spring-2027', labels: ['新品', 'Video'] });
	const two = await keep({ when: 'at', at, labels: ['新品'] });
	await keep({ when: 'at', at });
	const range = { from: new Date(at.getTime() - 1000), to: new Date(at.getTime() + 1000) };
	const shown = async (filter: object) =>
		(await listCalendar(place.as(editor), { ...range, ...filter })).entries
			.map(({ draft, account }) => `${draft} ${account.id}`)
			.sort();
	const of = (...drafts: [{ draft: number }, number][]) => drafts.map(([{ draft }, to]) => `${draft} ${to}`).sort();
	expect(await shown({ label: '新品' })).toEqual(of([one, plaza], [one, hand], [two, plaza]));
	expect(await shown({ label: 'video' })).toEqual(of([one, plaza], [one, hand]));
	expect(await shown({ label: '新品', account: hand })).toEqual(of([one, hand]));
	expect(await shown({ campaign: 'spring-2027' })).toEqual(of([one, plaza], [one, hand]));
	expect(await shown({ campaign: 'nobody-listed-this' })).toEqual([]);
	expect(await shown({})).toHaveLength(4);
	expect(await listLabels(place.as(editor), {})).toEqual(expect.arrayContaining(['video', '新品']));
});
