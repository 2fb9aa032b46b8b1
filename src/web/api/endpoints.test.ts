import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roles, type Actor, type Role } from '#platform/actor.ts';
import { createCategory, openThread, postComment, startThread } from '#community/server/index.ts';
import { publishArticle, writeArticle, writePage } from '#content/server/index.ts';
import { keepProduct } from '#commerce/server/index.ts';
import { keepGathering, publishGathering } from '#gathering/server/index.ts';
import { createMember, keepField, keepGroup } from '#membership/server/index.ts';
import { storePicture } from '#media/server/index.ts';
import { offerNetworks } from '#network/known-networks.ts';
import { practiceNetwork } from '#network/practice/practice-network.ts';
import { servePractice, type PracticeServer } from '#network/practice/server/index.ts';
import { connectPractice, keepDraft, shareArticle } from '#publishing/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import type { Endpoint } from '#web/api/endpoint.ts';
import { endpoints } from '#web/api/endpoints.ts';
import { statusOf } from '#web/api/endpoint.ts';
import { call, sowCaller } from '#web/api/testing/caller.ts';

let place: TestSite;
let practice: PracticeServer;
/** A picture that is uploaded. */
let jar: Buffer;
/** What the calls are about: identities by the names in the paths, and an account and a category. */
const known: Record<string, number> = {};

beforeAll(async () => {
	practice = await servePractice(() => place.as());
	place = await testSite({ PRACTICE_URL: practice.url });
	offerNetworks([practiceNetwork({ timeout: 900 })]);
	const joined = new Date(place.clock.now().getTime() - 30 * 86_400_000);
	const { id: owner } = await createMember(place.system(), {
		name: '阿燕',
		email: 'owner@example.com',
		role: 'owner',
		joined,
	});
	const asOwner = place.as({
		kind: 'member',
		member: owner,
		name: '阿燕',
		handle: 'yan',
		role: 'owner',
	} satisfies Actor);
	const { id: reader } = await createMember(place.system(), {
		name: '小明',
		email: 'reader@example.com',
		role: 'member',
		joined,
	});
	known['member'] = reader;
	known['article'] = (
		await writeArticle(asOwner, {
			title: '一口缸',
			body: {
				type: 'doc',
				content: [{ type: 'paragraph', content: [{ type: 'text', text: '黑豆、鹽、水，還有時間。' }] }],
			},
		})
	).id;
	await publishArticle(asOwner, { id: known['article'] });
	const words = {
		type: 'doc',
		content: [{ type: 'paragraph', content: [{ type: 'text', text: '老廠在路的盡頭。' }] }],
	};
	known['page'] = (await writePage(asOwner, { title: '老廠', body: words })).id;
	jar = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#5a2a12' } })
		.png()
		.toBuffer();
	known['picture'] = (await storePicture(asOwner, { bytes: jar })).id;
	known['group'] = (await keepGroup(asOwner, { handle: 'testers', name: '試用夥伴' })).id;
	known['thread'] = (
		await openThread(place.system(), { subject: `article:${known['article']}`, title: '一口缸', path: '/articles/x' })
	).id;
	await keepField(asOwner, { name: '口味', nameEn: 'Taste', kind: 'line', seenBy: 'staff' });
	known['category'] = (await createCategory(asOwner, { slug: 'general', name: '聊聊' })).id;
	known['account'] = (await connectPractice(asOwner)).account;
	known['post'] = (
		await shareArticle(asOwner, { article: known['article'], account: known['account'], text: '一口缸的故事' })
	).post;
	for (const name of ['standing', 'leaving'] as const) {
		const { post } = await shareArticle(asOwner, {
			article: known['article'],
			account: known['account'],
			text: `一口缸，${name}`,
		});
		await place.site.sql`update publishing.post set published = queued, external_id = ${name} where id = ${post}`;
		known[name] = post;
	}
	known['draft'] = (
		await keepDraft(asOwner, {
			key: 'draftofendpoints',
			text: '開缸了',
			variants: [{ account: known['account'], text: null }],
			when: 'none',
		})
	).draft;
	known['variant'] = (await place.site.sql<{ id: number }[]>`select id from publishing.variant`)[0]!.id;
	await postComment(place.as({ kind: 'member', member: reader, name: '小明', handle: 'ming', role: 'member' }), {
		thread: known['thread'],
		body: { text: '請問什麼時候開缸？' },
	});
	const begins = new Date(place.clock.now().getTime() + 86_400_000);
	const gathering = {
		title: '導覽',
		body: { type: 'doc', content: [] },
		place: '老廠',
		begins,
		ends: new Date(begins.getTime() + 3_600_000),
	};
	known['product'] = (await keepProduct(asOwner, { sku: 'clear', name: '壺底蔭油清' })).id;
	known['event'] = (await keepGathering(asOwner, gathering)).id;
	await publishGathering(asOwner, { id: known['event'] });
	const begin = async (kind: 'question' | 'idea' | 'poll') =>
		startThread(asOwner, {
			category: known['category'],
			kind,
			title: `一個 ${kind}`,
			body: { text: '大家怎麼看' },
			poll: kind === 'poll' ? { choices: ['黑豆', '黃豆'] } : null,
		});
	for (const kind of ['question', 'idea', 'poll'] as const) known[kind] = (await begin(kind)).id;
	known['topic'] = known['question'] as number;
	known['reply'] = (await postComment(asOwner, { thread: known['question'], body: { text: '冬至前後開缸' } })).id;
	known['comment'] = known['reply'];
	for (const role of ['moderator', 'editor', 'owner', 'scoped'])
		known[`split-${role}`] = (
			await postComment(asOwner, { thread: known['thread'], body: { text: `離題的一句，給 ${role}` } })
		).id;
	known['source'] = (
		await startThread(asOwner, { category: known['category'], title: '又問一次', body: { text: '大家怎麼看呢' } })
	).id;
	await place.runJobs();
	known['conversation'] = (await place.site.sql<{ id: number }[]>`select id from inbox.conversation`)[0]!.id;
});
afterAll(async () => {
	await practice?.close();
	await place?.close();
});

const all = [...roles];
const staff = roles.filter((role) => role !== 'member');

/** Who may call what: the whole truth, to be changed by hand only. `body` is made anew for every call; `about` is what is named in the path, where it is another one. */
const table: Record<
	string,
	{ may: readonly Role[]; about?: string; query?: string; body?: (role: string) => unknown }
> = {
	'GET /articles': { may: all },
	'POST /articles': {
		may: ['author', 'editor', 'owner'],
		body: (role) => ({ title: `By ${role}`, body: { markdown: 'text' } }),
	},
	'GET /articles/{article}': { may: ['editor', 'owner'] },
	'PATCH /articles/{article}': { may: ['editor', 'owner'], body: (role) => ({ excerpt: `By ${role}` }) },
	// The one that brings it back comes next: whoever deleted it leaves it as it was.
	'DELETE /articles/{article}': { may: ['editor', 'owner'], query: '?thread=readable' },
	'POST /articles/{article}/restore': { may: ['editor', 'owner'] },
	'POST /articles/{article}/translations': { may: ['editor', 'owner'], body: () => ({ locale: 'en' }) },
	'DELETE /articles/{article}/translations': { may: ['editor', 'owner'] },
	'GET /pages': { may: all },
	'POST /pages': {
		may: ['editor', 'owner'],
		body: (role) => ({ title: `A page by ${role}`, body: { markdown: 'text' }, published: 'now' }),
	},
	'GET /pages/{page}': { may: ['editor', 'owner'] },
	'PATCH /pages/{page}': { may: ['editor', 'owner'], body: (role) => ({ title: `A page of ${role}` }) },
	'GET /tags': { may: all },
	'GET /media': { may: ['author', 'moderator', 'editor', 'owner'] },
	'POST /media': {
		may: ['author', 'moderator', 'editor', 'owner'],
		body: () => {
			const form = new FormData();
			form.set('file', new Blob([new Uint8Array(jar)]), '甕.png');
			return form;
		},
	},
	'GET /media/{picture}': { may: ['author', 'moderator', 'editor', 'owner'] },
	'PATCH /media/{picture}': {
		may: ['author', 'moderator', 'editor', 'owner'],
		body: () => ({ focus: { x: 90, y: 10 } }),
	},
	'GET /articles/{article}/revisions': { may: ['editor', 'owner'] },
	'GET /categories': { may: all },
	'GET /threads': { may: all },
	'POST /threads': {
		may: all,
		body: (role) => ({
			category: known['category'],
			title: `A thread by ${role}`,
			body: { markdown: `said by ${role}` },
		}),
	},
	'GET /threads/{thread}': { may: all },
	'PATCH /threads/{thread}': { may: ['moderator', 'editor', 'owner'], body: () => ({ closeDays: 30 }) },
	'POST /threads/{thread}/split': {
		may: ['moderator', 'editor', 'owner'],
		body: (role) => ({
			comments: [known[`split-${role.split('-')[0]}`] ?? known['reply']],
			title: '離題的另外談',
			category: known['category'],
		}),
	},
	// Merged once, it stays so: that is safe to ask again.
	'POST /threads/{source}/merge': {
		may: ['moderator', 'editor', 'owner'],
		body: () => ({ into: known['question'] }),
	},
	'GET /threads/{thread}/comments': { may: all },
	'POST /threads/{thread}/comments': { may: all, body: (role) => ({ body: { markdown: `a comment by ${role}` } }) },
	'POST /threads/{question}/answer': { may: staff, body: () => ({ comment: known['reply'] }) },
	'DELETE /threads/{question}/answer': { may: staff },
	'POST /threads/{topic}/tags': { may: ['moderator', 'editor', 'owner'], body: () => ({ tags: ['黑豆'] }) },
	'POST /threads/{idea}/vote': { may: all },
	'DELETE /threads/{idea}/vote': { may: all },
	'PATCH /threads/{idea}/idea': { may: ['moderator', 'editor', 'owner'], body: () => ({ status: 'planned' }) },
	'GET /threads/{poll}/poll': { may: all },
	'POST /threads/{poll}/ballot': { may: all, body: () => ({ choices: [1] }) },
	'POST /comments/{comment}/reactions': { may: all, body: () => ({ sign: '👍' }) },
	'DELETE /comments/{comment}/reactions': { may: all, query: '?sign=%F0%9F%91%8D' },
	'PATCH /comments/{comment}': { may: ['moderator', 'editor', 'owner'], body: () => ({ shared: true }) },
	'GET /following': { may: all },
	'POST /following': { may: all, body: () => ({ category: known['category'], level: 'track' }) },
	'GET /conversations': { may: ['author', 'moderator', 'editor', 'owner'] },
	'POST /conversations/{conversation}/answers': {
		may: ['author', 'moderator', 'editor', 'owner'],
		body: (role) => ({ text: `an answer by ${role}` }),
	},
	'GET /members': { may: ['moderator', 'editor', 'analyst', 'owner'] },
	'POST /members': { may: ['owner'], body: (role) => ({ name: '新人', email: `new-${role}@example.com` }) },
	'GET /members/{member}': { may: ['moderator', 'editor', 'analyst', 'owner'] },
	'PATCH /members/{member}/answers': { may: ['moderator', 'owner'], body: () => ({ taste: '辣' }) },
	'GET /groups': { may: all },
	'POST /groups': { may: ['editor', 'owner'], body: (role) => ({ handle: `g-${role}`, name: role }) },
	'PATCH /groups/{group}': { may: ['editor', 'owner'], body: (role) => ({ description: role }) },
	'GET /groups/{group}/members': { may: all },
	'POST /groups/{group}/members': {
		may: ['moderator', 'editor', 'owner'],
		body: () => ({ member: known['member'] }),
	},
	'DELETE /groups/{group}/members/{member}': { may: ['moderator', 'editor', 'owner'] },
	'GET /fields': { may: all },
	'GET /accounts': { may: staff },
	'GET /posts': { may: staff },
	'POST /posts': {
		may: ['author', 'editor', 'owner'],
		body: (role) => ({ article: known['article'], account: known['account'], text: `shared by ${role}` }),
	},
	'GET /posts/{post}': { may: staff },
	'PATCH /posts/{post}': { may: ['editor', 'owner'], about: 'standing', body: () => ({ text: '換一句話' }) },
	'DELETE /posts/{post}': { may: ['editor', 'owner'], about: 'leaving' },
	'GET /drafts': { may: staff },
	'POST /drafts': {
		may: ['author', 'editor', 'owner'],
		body: (role) => ({ text: `written by ${role}`, variants: [{ account: known['account'] }], when: 'none' }),
	},
	'GET /drafts/{draft}': { may: staff },
	'PATCH /variants/{variant}': { may: ['editor', 'owner'], body: () => ({ when: '2026-12-24T09:00:00+08:00' }) },
	'GET /schedule': { may: staff, query: '?from=2026-11-01T00:00:00Z&to=2026-12-31T00:00:00Z' },
	'GET /links': { may: ['author', 'editor', 'owner'] },
	'POST /links': { may: ['author', 'editor', 'owner'], body: (role) => ({ target: '/articles', label: role }) },
	'GET /orders': { may: ['editor', 'analyst', 'owner'] },
	'POST /orders': {
		may: ['editor', 'owner'],
		body: (role) => ({
			id: `e-${role}`,
			type: 'order.paid',
			order: {
				id: `o-${role}`,
				email: 'reader@example.com',
				currency: 'TWD',
				total: 1280,
				placed: '2026-11-24T01:00:00Z',
			},
		}),
	},
	'GET /products': { may: all },
	'GET /products/{product}': { may: all },
	'GET /gatherings': { may: all },
	'GET /gatherings/{event}': { may: all },
	'GET /insight/funnel': { may: ['editor', 'analyst', 'owner'], query: '?from=2026-11-01&to=2026-11-24' },
	'GET /events': { may: ['owner'] },
};

const nameOf = (one: Endpoint): string => `${one.method} ${one.path}`;
const pathOf = (one: Endpoint): string =>
	one.path.replace(/\{(\w+)\}/g, (_, name: string) => String(known[table[nameOf(one)]?.about ?? name])) +
	(table[nameOf(one)]?.query ?? '');

it('knows who may call every endpoint', () => {
	expect(endpoints.map(nameOf).sort()).toEqual(Object.keys(table).sort());
});

describe.each(roles)('a token of role %s', (role) => {
	it.each(endpoints.map((one) => [nameOf(one), one] as const))('%s', async (name, one) => {
		const { token } = await sowCaller(place, role);
		const { may = [], body } = table[name] ?? {};
		const answered = await call(place, one.method, pathOf(one), {
			token,
			body: body?.(`${role} ${name}`.replace(/\W+/g, '-')),
		});
		if (may.includes(role)) {
			expect(answered).toMatchObject({ status: statusOf(one) });
			// What comes back is what is described, no field more.
			expect(one.answer.parse(answered.body)).toEqual(answered.body);
		} else {
			expect(answered).toMatchObject({ status: 403, body: { code: 'permission.denied' } });
		}
	});
});

it('writes down who looked at a member by a program', async () => {
	const { token } = await sowCaller(place, 'owner');
	await call(place, 'GET', `/members/${known['member']}`, { token });
	const [row] = await place.site.sql<{ count: number }[]>`
		select count(*)::int as count from membership.look where member = ${known['member'] as number} and what = 'card'`;
	expect(row?.count).toBeGreaterThan(0);
});

describe.each(endpoints.map((one) => [nameOf(one), one] as const))('%s', (name, one) => {
	const body = () => table[name]?.body?.('nobody');
	it('is closed without a token, and with one that lacks the scope', async () => {
		expect(await call(place, one.method, pathOf(one), { body: body() })).toMatchObject({
			status: 401,
			body: { code: 'token.missing' },
		});
		const { token } = await sowCaller(place, 'owner', ['nothing.at-all']);
		expect(await call(place, one.method, pathOf(one), { token, body: body() })).toMatchObject({
			status: 403,
			body: { code: 'token.scope-missing', scope: one.scope },
		});
	});

	it('is open to the owner with just its scope', async () => {
		const { token } = await sowCaller(place, 'owner', [one.scope]);
		const answered = await call(place, one.method, pathOf(one), { token, body: table[name]?.body?.('scoped') });
		expect(answered).toMatchObject({ status: statusOf(one) });
	});

	it('says not found for what is not there, and for what is no identity', async () => {
		if (!one.path.includes('{')) return expect(one.path).not.toContain('}');
		const { token } = await sowCaller(place, 'owner');
		for (const wrong of [
			'999999',
			'0',
			'-1',
			'01',
			'1.0',
			'1e1',
			'NaN',
			'%31',
			'1%00',
			'1%2f2',
			'99999999999999999999',
			'__proto__',
			"1'",
			'１',
		]) {
			const path = one.path.replace(/\{\w+\}/, wrong);
			const answered = await call(place, one.method, path, { token, body: body() });
			expect({ wrong, status: answered.status, code: answered.body.code }).toMatchObject({
				wrong,
				status: 404,
				code: expect.stringMatching(/^\w+\.not-found$/),
			});
			expect(answered.body.title).not.toContain('not-found');
		}
	});
});

/** Not broken, and not merely stopped by the rate limit before anybody looked. */
const refusedOrTaken = (status: number): boolean => status < 500 && status !== 429;

/** What is sent, with one field more, or with another value in it. */
function withField(sent: Record<string, unknown>, field: string, value: unknown): unknown {
	if (!(sent instanceof FormData)) return { ...sent, [field]: value };
	sent.set(field, String(value));
	return sent;
}

/** Values of every wrong kind, for every field. */
const wrong: unknown[] = [
	null,
	true,
	7,
	-1,
	1.5,
	1e300,
	'',
	'x'.repeat(600_000),
	'a\u0000b',
	'\ud800',
	[],
	[['x']],
	{},
	{ $gt: '' },
	{ toString: 'x' },
];

describe('whatever stands in a body', () => {
	it.each(endpoints.filter((one) => one.body).map((one) => [nameOf(one), one] as const))(
		'%s refuses it or takes it, and never breaks',
		async (name, one) => {
			const make = () => table[name]!.body!('fuzz') as Record<string, unknown>;
			for (const field of Object.keys(make())) {
				const { token } = await sowCaller(place, 'owner');
				for (const value of wrong) {
					const { status, body } = await call(place, one.method, pathOf(one), {
						token,
						body: withField(make(), field, value),
					});
					expect({ field, value: JSON.stringify(value)?.slice(0, 40), status, code: body?.code }).toMatchObject({
						status: expect.toSatisfy(refusedOrTaken),
					});
				}
			}
			const { token } = await sowCaller(place, 'owner');
			for (const value of wrong) {
				// To change nothing is no mistake.
				if (one.method === 'PATCH' && JSON.stringify(value) === '{}') continue;
				const { status } = await call(place, one.method, pathOf(one), { token, body: value });
				expect({ value: JSON.stringify(value).slice(0, 40), status }).toMatchObject({
					status: expect.toSatisfy((code: number) => code >= 400 && code < 500),
				});
			}
		},
	);

	it.each(endpoints.filter((one) => one.body).map((one) => [nameOf(one), one] as const))(
		'%s takes no field that it does not name',
		async (name, one) => {
			const { token } = await sowCaller(place, 'owner');
			for (const field of ['id', 'author', 'member', 'posted', 'hidden', 'created', 'isAdmin']) {
				const sent = table[name]!.body!('mass') as Record<string, unknown>;
				if (field in sent) continue;
				expect(await call(place, one.method, pathOf(one), { token, body: withField(sent, field, 1) })).toMatchObject({
					status: 422,
					body: { code: 'input.invalid' },
				});
			}
		},
	);
});

describe('whatever stands in a query', () => {
	const queries = endpoints
		.filter((one) => one.method === 'GET' && one.query)
		.map((one) => [nameOf(one), one] as const);
	const cursors = [
		9e15,
		-1,
		0,
		1.5,
		'1',
		'',
		"' or 1=1 --",
		'9'.repeat(30),
		'99999999999999999-9999999999999999',
		'999999999999999-999999999999999',
		'-999999999999999-1',
		null,
		{},
		[],
	];
	it.each(queries)('%s refuses it or takes it, and never breaks', async (_name, one) => {
		const made = cursors.map((place) => Buffer.from(JSON.stringify({ v: 1, place })).toString('base64url'));
		const names = [
			'cursor',
			'limit',
			'tag',
			'search',
			'role',
			'category',
			'article',
			'parent',
			'state',
			'from',
			'to',
			'__proto__',
			'order',
			'filter',
		];
		for (const name of names) {
			// More calls than one caller may make at once.
			const caller = await sowCaller(place, 'owner');
			for (const value of [
				'',
				'0',
				'-1',
				'1e9',
				'101',
				"' or 1=1 --",
				'%',
				'\\',
				'%00',
				'__proto__',
				'9999999999999999',
				'0001-01-01',
				'9999-12-31',
				...(name === 'cursor' ? made : []),
			]) {
				const asked = new URLSearchParams(table[nameOf(one)]?.query);
				asked.set(name, value === '%00' ? '\u0000' : value);
				const { status, body } = await call(place, 'GET', `${pathOf(one).split('?')[0]!}?${asked}`, caller);
				expect({ asked: String(asked), status, code: body?.code }).toMatchObject({
					status: expect.toSatisfy(refusedOrTaken),
				});
			}
		}
	});
});
