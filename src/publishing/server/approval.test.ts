import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { handNetwork } from '#network/hand/hand-network.ts';
import { offerNetworks } from '#network/known-networks.ts';
import {
	askApproval,
	connectByToken,
	keepApproval,
	keepDraft,
	listReviews,
	moveVariant,
	readReview,
	reviewDraft,
	sendDue,
	shareArticle,
} from '#publishing/server/index.ts';
import { sowArticle, sowMember } from '#publishing/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let editor: Actor & { kind: 'member' };
let author: Actor & { kind: 'member' };
let account: number;
let article: number;

beforeAll(async () => {
	place = await testSite();
	offerNetworks([handNetwork()]);
	editor = await sowMember(place.site.sql, '林佳穎', 'editor');
	author = await sowMember(place.site.sql, '陳小安', 'author');
	article = await sowArticle(place.site.sql, editor.member, { slug: 'jar', title: '缸', published: place.clock.now() });
	await connectByToken(place.as(editor), { network: 'hand', given: { name: '商圈群組' } });
	const [row] = await place.site.sql<{ id: number }[]>`select id from publishing.account`;
	account = row!.id;
});
afterAll(() => place.close());
beforeEach(() => void place.clock.advance(3_600_000));

let serial = 0;
const hour = () => new Date(place.clock.now().getTime() + 3_600_000);
type Input = Parameters<typeof keepDraft>[1];
const keep = async (actor: Actor, more: Partial<Input> = {}) => {
	const { draft } = await keepDraft(place.as(actor), {
		key: `formkey${String(++serial).padStart(12, '0')}`,
		text: `今天開缸 ${serial}`,
		variants: [{ account, text: null }],
		when: 'at',
		at: hour(),
		...more,
	});
	return draft;
};
const variant = async (draft: number) =>
	(
		await place.site.sql<{ id: number; posted: Date | null; trouble: string | null }[]>`
			select id, posted, trouble from publishing.variant where draft = ${draft}`
	)[0]!;
const state = async (draft: number) => (await readReview(place.as(editor), { draft }))?.variants[0]?.state;
const arrive = async () => {
	place.clock.advance(2 * 3_600_000);
	await sendDue.run(place.system(), {});
};

it('asks nobody where the house does not want it', async () => {
	const draft = await keep(author);
	expect(await readReview(place.as(author), { draft })).toBeNull();
	await arrive();
	expect((await variant(draft)).posted).not.toBeNull();
	await expect(keepApproval(place.as(author), { required: true })).rejects.toMatchObject({ status: 403 });
});

it('lets what was scheduled before the rule go, and keeps back what nobody approved', async () => {
	const before = await keep(author);
	place.clock.advance(60_000);
	await keepApproval(place.as(editor), { required: true });
	const after = await keep(author);
	expect(await state(before)).toBe('free');
	expect(await state(after)).toBe('asked');
	expect((await listReviews(place.as(editor), {})).asked.map(({ id }) => id)).toEqual([after]);
	expect((await listReviews(place.as(author), {})).asked).toEqual([]);
	await arrive();
	expect((await variant(before)).posted).not.toBeNull();
	expect(await variant(after)).toMatchObject({ posted: null, trouble: 'not-approved' });
	// Approved late, it waits for a time of its own.
	await reviewDraft(place.as(editor), { draft: after, decision: 'approved' });
	await moveVariant(place.as(author), { variant: (await variant(after)).id, when: 'now' });
	await place.runJobs();
	expect((await variant(after)).posted).not.toBeNull();
});

it('goes out once an editor approved it, and asks again when it was changed', async () => {
	const draft = await keep(author);
	await expect(reviewDraft(place.as(author), { draft, decision: 'approved' })).rejects.toMatchObject({ status: 403 });
	await reviewDraft(place.as(editor), { draft, decision: 'approved', words: '可以' });
	expect(await state(draft)).toBe('approved');
	await keep(author, { draft, text: '今天開缸，改到下午', when: 'keep' });
	expect(await state(draft)).toBe('asked');
	const { variants, log } = (await readReview(place.as(editor), { draft }))!;
	expect(
		variants[0]!
			.pieces!.filter(({ change }) => change === 'added')
			.map(({ text }) => text)
			.join(''),
	).toBe('，改到下午');
	expect(log).toMatchObject([{ kind: 'asked' }, { kind: 'approved', words: '可以', by: '林佳穎' }, { kind: 'asked' }]);
	await arrive();
	expect(await variant(draft)).toMatchObject({ posted: null, trouble: 'not-approved' });
});

it('approves nothing that was changed while somebody read it', async () => {
	const draft = await keep(author);
	const { seen } = (await readReview(place.as(editor), { draft }))!;
	await keep(author, { draft, text: '趁你在看', when: 'keep' });
	await expect(reviewDraft(place.as(editor), { draft, decision: 'approved', seen })).rejects.toMatchObject({
		details: { fields: [{ path: 'seen', key: 'changed-meanwhile' }] },
	});
	expect(await state(draft)).toBe('asked');
});

it('is handed back with a reason, and asked about once more', async () => {
	const draft = await keep(author);
	await expect(reviewDraft(place.as(editor), { draft, decision: 'returned' })).rejects.toMatchObject({
		details: { fields: [{ path: 'words', key: 'missing' }] },
	});
	await reviewDraft(place.as(editor), { draft, decision: 'returned', words: '價錢寫錯了' });
	expect(await state(draft)).toBe('returned');
	expect((await listReviews(place.as(author), {})).returned.map(({ id }) => id)).toContain(draft);
	await arrive();
	expect((await variant(draft)).posted).toBeNull();
	await askApproval(place.as(author), { draft, words: '改好了' });
	expect(await state(draft)).toBe('asked');
	await expect(askApproval(place.as(author), { draft: 999_999 })).rejects.toMatchObject({ status: 404 });
});

it('takes an editor at their word, and leaves authors no way past it', async () => {
	const draft = await keep(editor);
	expect(await state(draft)).toBe('approved');
	await arrive();
	expect((await variant(draft)).posted).not.toBeNull();
	await expect(shareArticle(place.as(author), { article, account, text: '直接發' })).rejects.toMatchObject({
		code: 'post.needs-approval',
	});
	await keepApproval(place.as(editor), { required: false });
	await shareArticle(place.as(author), { article, account, text: '直接發' });
});
