import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deleteComment, hideComment, postComment, showComment } from '#community/server/index.ts';
import { connectShop, recordOrder } from '#commerce/server/index.ts';
import { roles, type Actor } from '#platform/actor.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import {
	changeConsent,
	checkTraits,
	countSegment,
	createMember,
	followMembers,
	joinIdentity,
	keepSegment,
	listMembers,
	listSegmentChoices,
	listSegments,
	partIdentity,
	readSegment,
	retireSegment,
	segmentMembers,
	suspendMember,
	writeRemark,
} from '#membership/server/index.ts';
import { segmentDefinition, type Question } from '#membership/segment.ts';

let place: TestSite;
const people: Record<string, number> = {};
const day = 86_400_000;
const as = (role: (typeof roles)[number]): Actor => ({ kind: 'member', member: 1, name: '甲', handle: 'x', role });

/** Four people: 美惠 buys and talks, 志明 bought long ago, 淑芬 only talked, 阿新 just joined; and one shut out. */
beforeAll(async () => {
	place = await testSite();
	const join = async (name: string, more: object = {}) => {
		people[name] = (
			await createMember(place.system(), { name, email: `m${Object.keys(people).length}@example.com`, ...more })
		).id;
	};
	await join('美惠', { cameByLink: 1 });
	await join('志明', { cameByLink: 2, locale: 'en' });
	await join('淑芬', { role: 'editor' });
	await join('停權');
	await connectShop(place.as({ ...as('owner'), member: people['美惠'] } as Actor), { handle: 'shop', name: 'Shop' });
	const order = (email: string, id: string, total = 100) =>
		recordOrder(place.system(), {
			source: 'shop',
			event: {
				id: `e-${id}`,
				type: 'order.paid',
				order: { id, email, currency: 'TWD', total, placed: place.clock.now().toISOString(), items: [] },
			},
		} as never);
	await order('m1@example.com', 'A1');
	await order('m2@example.com', 'A2');
	await recordOrder(place.system(), {
		source: 'shop',
		event: {
			id: 'r-1',
			type: 'order.refunded',
			order: {
				id: 'A2',
				email: 'm2@example.com',
				currency: 'TWD',
				total: 100,
				placed: place.clock.now().toISOString(),
				items: [],
			},
		},
	} as never);
	const say = (name: string, id: number, deleted = false) =>
		place.site.sql`
			insert into community.comment (thread, author, body, body_html, body_text, posted, deleted)
			values (1, ${people[name] as number}, '{}', '', '', ${place.clock.now()}, ${deleted ? place.clock.now() : null})`;
	await place.site.sql`insert into community.thread (title, slug, path, opened) values ('t', 't', '/t', now())`;
	await say('淑芬', 1);
	await say('志明', 2, true);
	place.clock.advance(100 * day);
	await join('阿新');
	await order('m0@example.com', 'A3');
	await say('美惠', 3);
	await place.site.sql`
		insert into insight.visit (visitor, day, began, last_seen, entry_path, source, channel, campaign, pages, member)
		values ('0123456789abcdef', '2026-11-24', ${place.clock.now()}, ${place.clock.now()}, '/', 'facebook', 'social', '周年慶', 1, ${people['阿新'] as number})`;
	await changeConsent(place.system(), { member: people['美惠'] as number, mail: true, place: 'import' });
	await changeConsent(place.system(), { member: people['志明'] as number, mail: true, refused: true, place: 'import' });
	await place.site.sql`insert into membership.label (name, created) values ('VIP', now())`;
	await place.site.sql`insert into membership.member_label values (${people['志明'] as number}, 1, now(), null)`;
	await place.site.sql`
		insert into gathering.gathering (slug, title, body, body_html, body_text, locale, place, begins, ends, created, changed, published, turned)
		values ('tour', '導覽', '{}', '', '', 'zh-TW', '老廠', now(), now() + interval '1 hour', now(), now(), now(), now())`;
	await place.site.sql`
		insert into gathering.ticket (gathering, member, code, asked, seated, checked_in, cancelled)
		values (1, ${people['美惠'] as number}, 'aaaaaaaa', now(), now(), now(), null),
			(1, ${people['志明'] as number}, 'bbbbbbbb', now(), now(), null, null),
			(1, ${people['淑芬'] as number}, 'cccccccc', now(), now(), null, now()),
			(1, null, 'dddddddd', now(), now(), now(), null)`;
	await joinIdentity(place.system(), { member: people['美惠'] as number, kind: 'phone', value: '0912-345-678' });
	const [{ provider = 0 } = {}] = await place.site.sql<{ provider: number }[]>`
		insert into membership.provider (key, kind, client, secret, opened) values ('line', 'line', 'c', '', now()) returning id as provider`;
	await place.site.sql`
		insert into membership.provider_account (provider, subject, member, joined)
		values (${provider}, 'U1', ${people['志明'] as number}, now())`;
	const parted = await joinIdentity(place.system(), { member: people['淑芬'] as number, kind: 'line', value: 'shu' });
	await partIdentity(place.system(), { identity: parted.id });
	await writeRemark(place.system(), { member: people['淑芬'] as number, text: '喜歡 100% 黑豆' });
	await clickedMail(place, 'm0@example.com', place.clock.now());
	await clickedMail(place, 'm1@example.com', place.clock.now(), 'burst');
	await suspendMember(place.system(), { member: people['停權'] as number });
	await place.runJobs();
	// What was written past the commands is found at night.
	await checkTraits.run(place.system(), {});
});
afterAll(() => place.close());

/** A mailing that somebody got, and a link in it that was followed; by a program, where that is said. */
async function clickedMail(at: TestSite, email: string, clicked: Date, machine: string | null = null): Promise<void> {
	await at.site.sql`
		with topic as (select id from notification.topic order by id limit 1), letter as (
			insert into notification.mailing (topic, subject, created, changed, author)
			select id, 's', now(), now(), null from topic returning id), reader as (
			insert into notification.subscriber (email, locale, created) values (${email}, 'zh-TW', now())
			on conflict (email) do update set locale = 'zh-TW' returning id), sent as (
			insert into notification.delivery (mailing, subscriber) select letter.id, reader.id from letter, reader returning id)
		insert into notification.click (delivery, link, clicked, machine) select id, 1, ${clicked}, ${machine} from sent`;
}

const named = async (definition: unknown): Promise<string[]> => {
	const parsed = segmentDefinition.parse(definition);
	const rows = await segmentMembers(place.as().db, { definition: parsed }, place.clock.now()).execute();
	const found = rows.map(({ member }) => Object.keys(people).find((name) => people[name] === member) ?? '?');
	const { members } = await countSegment(place.system(), { definition: parsed });
	expect(members).toBe(found.length);
	return Object.keys(people).filter((name) => found.includes(name));
};
const one = (is: Question, value?: unknown) => named({ groups: [{ conditions: [{ is, value }] }] });

describe('a segment', () => {
	it.each<[Question, unknown, string[]]>([
		['joined-within', 30, ['阿新']],
		['joined-before', 30, ['美惠', '志明', '淑芬']],
		['bought', null, ['美惠', '志明']],
		['never-bought', null, ['淑芬', '阿新']],
		['bought-within', 90, ['美惠']],
		['not-bought-within', 90, ['志明', '淑芬', '阿新']],
		['commented', null, ['美惠', '淑芬']],
		['never-commented', null, ['志明', '阿新']],
		['commented-within', 90, ['美惠']],
		['not-commented-within', 90, ['志明', '淑芬', '阿新']],
		['agreed', 'mail', ['美惠']],
		['not-agreed', 'mail', ['志明', '淑芬', '阿新']],
		['visited-within', 90, ['阿新']],
		['not-visited-within', 90, ['美惠', '志明', '淑芬']],
		['clicked-within', 90, ['美惠']],
		['not-clicked-within', 90, ['志明', '淑芬', '阿新']],
		['identity', 'phone', ['美惠']],
		['identity', 'line', ['志明']],
		['not-identity', 'line', ['美惠', '淑芬', '阿新']],
		['remarked', null, ['淑芬']],
		['never-remarked', null, ['美惠', '志明', '阿新']],
		['remark-has', '100% 黑豆', ['淑芬']],
		['remark-has', '100_', []],
		['came-to', 1, ['美惠']],
		['not-came-to', 1, ['志明', '淑芬', '阿新']],
		['signed-up-for', 1, ['美惠', '志明']],
		['label', 1, ['志明']],
		['not-label', 1, ['美惠', '淑芬', '阿新']],
		['link', 2, ['志明']],
		['campaign', '周年慶', ['阿新']],
		['source', 'facebook', ['阿新']],
		['role', 'editor', ['淑芬']],
		['locale', 'en', ['志明']],
	])('%s %s', async (is, value, names) => {
		expect(await one(is, value)).toEqual(names);
	});

	it('without a condition is everybody who may come in', async () => {
		expect(await named({})).toEqual(['美惠', '志明', '淑芬', '阿新']);
		expect(await named({ groups: [{ conditions: [] }] })).toEqual(['美惠', '志明', '淑芬', '阿新']);
	});

	it('joins conditions by and, or, and groups of them', async () => {
		const bought = { is: 'bought' };
		const quiet = { is: 'not-commented-within', value: 90 };
		const young = { is: 'joined-within', value: 30 };
		expect(await named({ groups: [{ match: 'all', conditions: [bought, quiet] }] })).toEqual(['志明']);
		expect(await named({ groups: [{ match: 'any', conditions: [bought, young] }] })).toEqual(['美惠', '志明', '阿新']);
		const groups = [{ conditions: [bought, quiet] }, { conditions: [young] }];
		expect(await named({ match: 'any', groups })).toEqual(['志明', '阿新']);
		expect(await named({ match: 'all', groups })).toEqual([]);
	});

	it.each(["' or '1'='1", "x'); delete from membership.member; --", '%', '_', '\\', '$1'])(
		'asks for the word %s and nothing else',
		async (value) => {
			expect(await one('campaign', value)).toEqual([]);
			expect(await one('source', value)).toEqual([]);
			expect(await named({})).toHaveLength(4);
		},
	);

	it('tells how many of them marketing mail may reach', async () => {
		expect(
			await countSegment(place.system(), { definition: { groups: [{ conditions: [{ is: 'bought' }] }] } }),
		).toEqual({
			members: 2,
			mailable: 1,
		});
	});
});

describe('what happens elsewhere', () => {
	it('is known within the hour of who came back and who followed a link, and not of what a program followed', async () => {
		const member = people['志明'] as number;
		const within = (days: number) =>
			Promise.all([one('visited-within', days), one('clicked-within', days)]).then((both) =>
				both.map((names) => names.includes('志明')),
			);
		expect(await within(1)).toEqual([false, false]);
		const now = place.clock.now();
		await place.site.sql`
			insert into insight.visit (visitor, day, began, last_seen, entry_path, source, channel, pages, member)
			values ('aa23456789abcdef', ${now}::timestamptz::date, ${now}, ${now}, '/', 'direct', 'direct', 1, ${member})`;
		await clickedMail(place, 'm1@example.com', now);
		await followMembers.run(place.system(), {});
		expect(await within(1)).toEqual([true, true]);
		await place.site.sql`update notification.click set machine = 'trap' where clicked = ${now}`;
		await checkTraits.run(place.system(), {});
		expect(await within(1)).toEqual([true, false]);
		await place.site.sql`delete from insight.visit where visitor = 'aa23456789abcdef'`;
		await checkTraits.run(place.system(), {});
		expect(await within(1)).toEqual([false, false]);
	});

	it('that staff wrote down is not asked by those who may not read it', async () => {
		for (const is of ['remarked', 'never-remarked', 'remark-has'] as const) {
			const definition = { groups: [{ conditions: [{ is, value: is === 'remark-has' ? '黑豆' : null }] }] };
			await expect(countSegment(place.as(as('analyst')), { definition })).rejects.toMatchObject({ status: 403 });
			await countSegment(place.as(as('editor')), { definition });
		}
	});

	it('is known to segments when its jobs have run, and forgotten when it is taken back', async () => {
		const member = people['阿新'] as number;
		const actor: Actor = { kind: 'member', member, name: '阿新', handle: 'new', role: 'member' };
		const spoke = async () => {
			await place.runJobs();
			return (await one('commented-within', 1)).includes('阿新');
		};
		expect(await spoke()).toBe(false);
		place.clock.advance(7 * day);
		const { id } = await postComment(place.as(actor), { thread: 1, body: { text: '好吃' } } as never);
		expect(await spoke()).toBe(true);
		await hideComment(place.as(as('moderator')), { id });
		expect(await spoke()).toBe(false);
		await showComment(place.as(as('moderator')), { id });
		expect(await spoke()).toBe(true);
		await deleteComment(place.as(actor), { id });
		expect(await spoke()).toBe(false);
	});
});

describe('keeping a segment', () => {
	const definition = { groups: [{ conditions: [{ is: 'bought' as const }] }] };
	it('saves it under its name, lists members by it, and is gone when retired', async () => {
		const editor = place.as(as('editor'));
		const { id } = await keepSegment(editor, { name: '老客人', definition });
		expect(await readSegment(editor, { id })).toMatchObject({ name: '老客人', version: 1 });
		expect((await listMembers(place.as(as('editor')), { segment: id })).items.map(({ name }) => name)).toEqual([
			'志明',
			'美惠',
		]);
		await expect(keepSegment(editor, { name: '老客人', definition })).rejects.toMatchObject({
			details: { fields: [{ path: 'name', key: 'segment-name-taken' }] },
		});
		await keepSegment(editor, { id, version: 1, name: '買過的人', definition });
		await expect(keepSegment(editor, { id, version: 1, name: '別的', definition })).rejects.toMatchObject({
			code: 'segment.changed-meanwhile',
			status: 409,
		});
		await retireSegment(editor, { id });
		await retireSegment(editor, { id });
		await expect(readSegment(editor, { id })).rejects.toMatchObject({ code: 'segment.not-found', status: 404 });
		await expect(listMembers(editor, { segment: id })).rejects.toMatchObject({ status: 404 });
		expect(await listSegments(editor, {})).toEqual([]);
		await keepSegment(editor, { name: '買過的人', definition });
	});

	it('makes one of two that are saved under one name at the same moment', async () => {
		const saved = await Promise.allSettled(
			[1, 2, 3].map(() => keepSegment(place.as(as('owner')), { name: '同時', definition })),
		);
		expect(saved.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		for (const one of saved) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'input.invalid' });
	});

	it('is for editors; analysts look', async () => {
		for (const role of roles) {
			const may = ['editor', 'analyst', 'owner'].includes(role);
			const asks = [
				countSegment(place.as(as(role)), { definition }),
				listSegments(place.as(as(role)), {}),
				listSegmentChoices(place.as(as(role)), {}),
			];
			for (const asked of asks)
				if (may) await asked;
				else await expect(asked).rejects.toMatchObject({ status: 403 });
			if (!['editor', 'owner'].includes(role)) {
				await expect(keepSegment(place.as(as(role)), { name: 'x', definition })).rejects.toMatchObject({ status: 403 });
				await expect(retireSegment(place.as(as(role)), { id: 1 })).rejects.toMatchObject({ status: 403 });
			}
		}
		await expect(countSegment(place.as(), { definition })).rejects.toMatchObject({ status: 401 });
	});

	it('offers what the questions can be answered with', async () => {
		expect(await listSegmentChoices(place.as(as('analyst')), {})).toMatchObject({
			label: [{ value: '1', name: 'VIP' }],
			campaign: [{ value: '周年慶' }],
			source: [{ value: 'facebook' }],
		});
	});
});
