import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { recordOrder } from '#commerce/server/index.ts';
import { changeConsent } from '#membership/server/index.ts';
import { facebookNetwork } from '#network/facebook/facebook-network.ts';
import { offerNetworks } from '#network/known-networks.ts';
import {
	dropAdDesk,
	keepAdDesk,
	keepCampaign,
	keepSpending,
	keepTelling,
	makeAdLink,
	readAdCost,
	readAds,
	readSpending,
	tellConversions,
} from '#publishing/server/index.ts';
import { sowMember } from '#publishing/server/sow.ts';
import { readSpendFile } from '#publishing/spend-file.ts';
import { fakeMeta, type FakeMeta } from '#testing/meta/fake-meta.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let meta: FakeMeta;
let editor: Actor & { kind: 'member' };
let link: number;

beforeAll(async () => {
	meta = await fakeMeta(() => place.clock.now());
	place = await testSite(meta.settings());
	offerNetworks([facebookNetwork()]);
	editor = await sowMember(place.site.sql, '林佳穎', 'editor');
	await keepCampaign(place.as(editor), { name: 'spring-2027' });
	const made = await makeAdLink(place.as(editor), {
		network: 'facebook',
		campaign: 'spring-2027',
		target: '/products',
	});
	link = made.id;
});
afterAll(async () => {
	await place.close();
	await meta.close();
});

const period = { from: '2026-11-01', to: '2026-12-31' };
const campaigns = async () => (await readAds(place.as(editor), period)).campaigns;
const given = (more: object = {}) => ({
	network: 'facebook',
	given: { account: meta.world.ads.account.slice(4), token: meta.world.ads.token, ...more },
});
/** Somebody who first came by the ad's link. */
async function comer(name: string, by: number | null = link): Promise<Actor & { kind: 'member' }> {
	const one = await sowMember(place.site.sql, name, 'member');
	await place.site
		.sql`update membership.member set came_by_link = ${by}, joined = ${place.clock.now()} where id = ${one.member}`;
	return one;
}
const agree = (one: Actor & { kind: 'member' }, ads = true) =>
	changeConsent(place.as(one), { member: one.member, ads, place: 'account' });
const mailOf = async (one: { member: number }) =>
	String((await place.site.sql`select email from membership.member where id = ${one.member}`)[0]!['email']);

it('makes links for ads that say where people come from, and no others', async () => {
	const [row] = await place.site.sql`select target, channel, campaign from publishing.link where id = ${link}`;
	expect(row).toEqual({
		target: '/products?utm_source=facebook&utm_medium=paid&utm_campaign=spring-2027',
		channel: 'facebook-ads',
		campaign: 'spring-2027',
	});
	const make = (more: object) =>
		makeAdLink(place.as(editor), { network: 'facebook', campaign: 'spring-2027', target: '/', ...more });
	await expect(make({ campaign: 'autumn' })).rejects.toMatchObject({ code: 'campaign.not-found' });
	await expect(make({ network: 'orkut' })).rejects.toMatchObject({ code: 'network.unknown' });
	await expect(make({ target: 'https://evil.example/' })).rejects.toMatchObject({ code: 'input.invalid' });
});

describe('what was spent', () => {
	const file = `天數,行銷活動名稱,花費金額 (TWD),曝光次數,連結點擊次數
2026-11-20,Spring 2027,"1,200",9000,80
2026-11-21,Spring 2027,800,5000,40
2026-11-21,聖誕節,300,100,1
2026-11-32,Spring 2027,1,1,1
2026-11-22,Spring 2027,很多,1,1
`;

	it('is read out of a file, by campaign, and is the same money when the file comes twice', async () => {
		const { rows, refused } = readSpendFile(file, 'TWD');
		expect(refused).toEqual([
			{ line: 5, reason: 'day' },
			{ line: 6, reason: 'amount' },
		]);
		for (let time = 0; time < 2; time++)
			expect(await keepSpending(place.as(editor), { network: 'facebook', origin: 'file', rows })).toEqual({
				rows: 3,
				counted: 2,
			});
		await comer('廣告來的');
		await comer('自己來的', null);
		expect(await campaigns()).toEqual([
			{
				campaign: 'spring-2027',
				currency: 'TWD',
				spent: 2000,
				shown: 14_000,
				clicks: 120,
				followed: 0,
				members: 1,
				orders: 0,
			},
		]);
		expect((await readAds(place.as(editor), period)).unnamed).toEqual([
			{ name: '聖誕節', currency: 'TWD', spent: 300 },
		]);
		// Nothing that was spent is left out of what a member cost.
		expect(await readAdCost(place.as(editor), period)).toEqual([{ currency: 'TWD', spent: 2300, members: 1 }]);
		expect(await readAdCost(place.as(editor), { from: '2026-01-01', to: '2026-01-02' })).toEqual([]);
	});

	it('that is no such file, or is not by day, is refused by name', () => {
		const code = (text: string) => {
			try {
				return readSpendFile(text, 'TWD').refused;
			} catch (error) {
				return (error as { code: string }).code;
			}
		};
		expect(code('名字,金額\na,1\n')).toBe('spend-file.no-headings');
		expect(code('day,campaign,amount spent\n')).toBe('spend-file.empty');
		expect(
			code('Reporting starts,Reporting ends,Campaign name,Amount spent (USD)\n2026-11-01,2026-11-30,A,1\n'),
		).toEqual([{ line: 2, reason: 'not-daily' }]);
		expect(readSpendFile('day,campaign,amount spent (usd)\n2026-11-01,A,1.25\n', 'TWD').rows).toMatchObject([
			{ currency: 'USD', amount: 125 },
		]);
	});

	it('is read from the network itself, and stands above what a file said', async () => {
		for (const [index, spend] of ['1300', '900'].entries())
			meta.world.ads.spent.push({
				account: meta.world.ads.account,
				id: '777',
				campaign: 'Spring 2027',
				day: `2026-11-2${index}`,
				spend,
				impressions: '10',
				clicks: '1',
			});
		await expect(keepAdDesk(place.as(editor), given({ token: 'x'.repeat(30) }))).rejects.toMatchObject({
			code: 'network.refused',
		});
		await keepAdDesk(place.as(editor), given());
		await place.runJobs();
		expect(await campaigns()).toMatchObject([{ spent: 2200, members: 1 }]);
		// A bad day is said and changes nothing; the next good one reads again.
		meta.fault('500-before', { match: /insights/ });
		await readSpending.run(place.system(), {});
		expect((await readAds(place.as(editor), period)).desks[0]!.kept).toMatchObject({ trouble: 'transient' });
		await readSpending.run(place.system(), {});
		expect((await readAds(place.as(editor), period)).desks[0]!.kept).toMatchObject({ trouble: null });
		expect(await campaigns()).toMatchObject([{ spent: 2200 }]);
	});

	it('is for those who see what everything brought', async () => {
		const author = await sowMember(place.site.sql, '陳小安', 'author');
		await expect(readAds(place.as(author), period)).rejects.toMatchObject({ status: 403 });
		await expect(readAdCost(place.as(author), period)).rejects.toMatchObject({ status: 403 });
		await expect(keepAdDesk(place.as(author), given())).rejects.toMatchObject({ status: 403 });
	});
});

describe('what came of ads', () => {
	const told = () => meta.world.ads.events;
	const tell = async () => {
		await place.runJobs();
		await tellConversions.run(place.system(), {});
	};

	it('is told to nobody before the house says so, and needs the number of a dataset', async () => {
		const one = await comer('阿明');
		await agree(one);
		await tell();
		expect(told()).toEqual([]);
		await expect(keepTelling(place.as(editor), { network: 'facebook', on: true })).rejects.toMatchObject({
			code: 'ads.no-dataset',
		});
		await keepAdDesk(place.as(editor), given({ dataset: meta.world.ads.dataset, test: 'TEST123' }));
		await keepTelling(place.as(editor), { network: 'facebook', on: true });
	});

	it('is told of whoever agrees and came by an ad, once, hashed, and of nobody else', async () => {
		const [agreed, silent, other] = [await comer('小美'), await comer('不說'), await comer('別處來的', null)];
		await agree(agreed);
		await agree(other);
		await tell();
		const em = createHash('sha256')
			.update((await mailOf(agreed)).toLowerCase())
			.digest('hex');
		expect(told()).toMatchObject([{ name: 'CompleteRegistration', em, test: 'TEST123' }]);
		for (const one of [agreed, silent, other])
			await recordOrder(place.system(), {
				event: {
					id: `e${one.member}`,
					type: 'order.paid',
					occurred: place.clock.now().toISOString(),
					order: {
						id: `o${one.member}`,
						email: await mailOf(one),
						currency: 'TWD',
						total: 1280,
						placed: place.clock.now().toISOString(),
						items: [],
					},
				} as never,
			});
		await tell();
		await tell();
		expect(told().map(({ name, value }) => [name, value?.value])).toEqual([
			['CompleteRegistration', undefined],
			['Purchase', 1280],
		]);
	});

	it('is not told of whoever took it back meanwhile, or joined too long ago', async () => {
		const before = told().length;
		meta.fault('500-before', { match: /events/, times: 1 });
		const [back, old] = [await comer('反悔'), await comer('很久')];
		await agree(back);
		await tell();
		await agree(back, false);
		await place.site
			.sql`update membership.member set joined = ${new Date(place.clock.now().getTime() - 8 * 86_400_000)} where id = ${old.member}`;
		await agree(old);
		place.clock.advance(3_600_000);
		await tell();
		expect(told()).toHaveLength(before);
		const rows = await place.site.sql<{ trouble: string }[]>`
			select trouble from publishing.conversion where dropped is not null order by id`;
		expect(rows.map(({ trouble }) => trouble)).toEqual(['no-consent', 'too-old']);
	});

	it('is told once although the answer was lost, and not at all once the account is gone', async () => {
		const before = told().length;
		const one = await comer('答案不見了');
		meta.fault('500-after', { match: /events/ });
		await agree(one);
		await tell();
		place.clock.advance(3_600_000);
		await tell();
		expect(told()).toHaveLength(before + 1);
		const last = await comer('最後一位');
		await dropAdDesk(place.as(editor), { network: 'facebook' });
		await agree(last);
		await tell();
		expect(told()).toHaveLength(before + 1);
		expect(await campaigns()).toMatchObject([{ spent: 2200 }]);
	});
});
