import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { communityText } from '#community/messages/index.ts';
import { createCategory, openThread, postComment } from '#community/server/index.ts';
import { findActorByToken, revokeToken, suspendMember } from '#membership/server/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import { createLog } from '#platform/log.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { forgetCalls } from '#web/api/forget-calls.ts';
import { call as callAt, sowCaller, type Calling } from '#web/api/testing/caller.ts';

let place: TestSite;
let token: string;
let member: number;
let thread: number;
let subjects = 0;

beforeAll(async () => void (place = await testSite()));
afterAll(() => place.close());
// Each test has its own caller, so that no brake of one test stops another, and a thread of its own.
beforeEach(async () => {
	({ token, member } = await sowCaller(place, 'owner'));
	thread = (
		await openThread(place.system(), {
			subject: `article:${++subjects}`,
			title: '一口缸',
			path: `/articles/${subjects}`,
		})
	).id;
});

const call = (method: string, path: string, calling: Calling = {}) =>
	callAt(place, method, path, { token, ...calling });
const comments = async (): Promise<number> => {
	const [row] = await place.site.sql<
		{ comments: number }[]
	>`select count(*)::int as comments from community.comment where thread = ${thread}`;
	return row!.comments;
};
const say = (words: string) => ({ body: { markdown: words } });
const articles = async (): Promise<number> =>
	(await place.site.sql<{ count: number }[]>`select count(*)::int as count from content.article`)[0]!.count;

describe('an article', () => {
	it('is written and published by one call, read, changed and listed', async () => {
		const made = await call('POST', '/articles', {
			body: { title: '為什麼要等兩年？', body: { html: '<h2>甕</h2><p>黑豆</p>' }, tags: ['釀造'], published: 'now' },
		});
		expect(made).toMatchObject({
			status: 201,
			body: { title: '為什麼要等兩年？', published: '2026-11-24T02:00:00.000Z', thread: expect.any(Number) },
		});
		expect(made.body.url).toBe(`${place.as().site.url}/articles/${encodeURIComponent(made.body.slug)}`);
		const { id } = made.body;
		expect((await call('GET', `/articles/${id}`)).body).toMatchObject({
			version: 1,
			body: { document: { type: 'doc' } },
		});
		expect(await call('PATCH', `/articles/${id}`, { body: { title: '兩年' } })).toMatchObject({
			status: 200,
			body: { title: '兩年', tags: ['釀造'] },
		});
		expect(await call('PATCH', `/articles/${id}`, { body: { title: '三年', version: 1 } })).toMatchObject({
			status: 409,
			body: { code: 'article.changed-meanwhile' },
		});
		expect((await call('GET', '/articles')).body.items[0]).toMatchObject({ id, title: '兩年' });
		expect(await call('PATCH', `/articles/${id}`, { body: { published: null } })).toMatchObject({
			status: 200,
			body: { published: null },
		});
		expect((await call('GET', '/articles')).body.items.map((one: { id: number }) => one.id)).not.toContain(id);
	});

	it('is told its authors, language and company, translated, deleted and brought back', async () => {
		const made = await call('POST', '/articles', {
			body: { title: '有伴', body: { markdown: '話' }, access: 'members', authors: [member], published: 'now' },
		});
		expect(made.body).toMatchObject({ locale: 'zh-TW', access: 'members', authors: [{ id: member }], series: null });
		const { id, url } = made.body;
		const translated = await call('POST', `/articles/${id}/translations`, { body: { locale: 'en' } });
		expect(translated).toMatchObject({ status: 201, body: { locale: 'en', published: null, translations: [{ id }] } });
		expect((await call('GET', `/articles/${id}/revisions`)).body.items).toMatchObject([{ number: 1, title: '有伴' }]);
		const wrong = await call('DELETE', `/articles/${id}?leads_to=${encodeURIComponent(url)}`);
		expect(wrong).toMatchObject({ status: 422, body: { fields: [{ path: 'leadsTo', key: 'address-itself' }] } });
		expect(await call('DELETE', `/articles/${id}?leads_to=/articles`)).toMatchObject({ status: 200, body: { id } });
		expect(await call('GET', `/articles/${id}`)).toMatchObject({ status: 404, body: { code: 'article.not-found' } });
		expect(await call('POST', `/articles/${id}/restore`)).toMatchObject({ status: 200, body: { id, title: '有伴' } });
		expect(await call('PATCH', `/articles/${id}`, { body: { series: 999 } })).toMatchObject({ status: 422 });
	});

	it('is not left behind as a draft when it cannot be published', async () => {
		const before = await articles();
		const { status } = await call('POST', '/articles', {
			body: { title: 'Empty', body: { document: { type: 'doc', content: [] } }, published: 'now' },
		});
		expect(status).toBe(422);
		expect(await articles()).toBe(before);
	});
});

describe('a conversation', () => {
	it('is started, answered and read a page at a time', async () => {
		const { id: category } = await createCategory(place.system(), { slug: 'general', name: '聊聊' });
		const started = await call('POST', '/threads', {
			body: { category, title: '大家怎麼煮？', body: { markdown: '**開頭**' } },
		});
		expect(started).toMatchObject({ status: 201, body: { url: expect.stringContaining('/community/general/') } });
		const path = `/threads/${started.body.id}/comments`;
		for (let number = 1; number <= 24; number++) await postAs(started.body.id, `first level ${number}`);
		const answered = await call('POST', path, { body: { ...say('a reply'), parent: started.body.comment } });
		expect(answered).toMatchObject({
			status: 201,
			body: { thread: started.body.id, url: `${started.body.url}#comment-${answered.body.id}` },
		});

		const seen: number[] = [];
		for (let next: string | null = ''; next !== null;) {
			const page = await call('GET', `${path}?limit=7${next ? `&cursor=${next}` : ''}`);
			expect(page.body.items.length).toBeLessThanOrEqual(7);
			seen.push(...page.body.items.map((one: { id: number }) => one.id));
			next = page.body.next;
		}
		expect(seen).toHaveLength(25);
		expect(new Set(seen).size).toBe(25);
		const whole = await call('GET', `${path}?limit=100`);
		expect(whole.body).toMatchObject({ next: null, items: { length: 25 } });
		expect(whole.body.items.map((one: { id: number }) => one.id)).toEqual(seen);
		expect(whole.body.items[0]).toMatchObject({
			html: '<p><strong>開頭</strong></p>',
			replies: [{ id: answered.body.id, parent: started.body.comment }],
			more: false,
		});
		expect((await call('GET', `${path}?parent=${started.body.comment}`)).body.items).toMatchObject([
			{ id: answered.body.id },
		]);
		expect(await call('GET', `/threads/${started.body.id}`)).toMatchObject({
			status: 200,
			body: { comments: 26, category: { id: category } },
		});
		expect((await call('GET', `/threads?category=${category}`)).body.items).toMatchObject([{ id: started.body.id }]);
	});

	it('answers only what stands in the same thread', async () => {
		const elsewhere = await openThread(place.system(), {
			subject: `article:${++subjects}`,
			title: 'x',
			path: '/articles/x',
		});
		const { id: parent } = await postAs(elsewhere.id, 'said elsewhere');
		expect(await call('POST', `/threads/${thread}/comments`, { body: { ...say('an answer'), parent } })).toMatchObject({
			status: 404,
			body: { code: 'comment.not-found' },
		});
		expect(await call('GET', `/threads/${thread}/comments?parent=${parent}`)).toMatchObject({
			status: 404,
			body: { code: 'comment.not-found' },
		});
		expect(await comments()).toBe(0);
	});
});

const postAs = (within: number, text: string) =>
	postComment(place.system(), { thread: within, author: member, body: { text } });

describe('who calls', () => {
	it.each([
		[null, 'token.missing'],
		['', 'token.missing'],
		['hc_' + 'a'.repeat(40), 'token.invalid'],
		['x y', 'token.invalid'],
		["' or 1=1 --", 'token.invalid'],
		['__proto__', 'token.invalid'],
	])('is not %j', async (wrong, code) => {
		const answered = await call('POST', `/threads/${thread}/comments`, { token: wrong, body: say('words') });
		expect(answered).toMatchObject({ status: 401, body: { code } });
		expect(answered.headers.get('www-authenticate')).toMatch(/^Bearer/);
		expect(await comments()).toBe(0);
	});

	it('is told by nothing but the header', async () => {
		for (const headers of [
			{ authorization: `Basic ${token}` },
			{ authorization: token },
			{ cookie: `session=${token}` },
			{ 'x-api-key': token },
		] as Record<string, string>[]) {
			expect((await call('GET', '/articles', { token: null, headers })).status).toBe(401);
		}
		expect((await call('GET', `/articles?access_token=${token}&token=${token}`, { token: null })).status).toBe(401);
	});

	it('is nobody after the token was revoked, or its member suspended', async () => {
		const second = await sowCaller(place, 'owner');
		const [row] = await place.site.sql<{ id: number }[]>`select id from membership.token where member = ${member}`;
		expect((await call('GET', '/articles')).status).toBe(200);
		await revokeToken(place.system(), { token: row!.id });
		expect(await call('GET', '/articles')).toMatchObject({ status: 401, body: { code: 'token.invalid' } });
		await suspendMember(place.system(), { member: second.member });
		expect(await call('GET', '/articles', { token: second.token })).toMatchObject({
			status: 401,
			body: { code: 'token.invalid' },
		});
	});

	it('is nobody on another site', async () => {
		const other = await testSite();
		try {
			expect(await callAt(other, 'GET', '/articles', { token })).toMatchObject({
				status: 401,
				body: { code: 'token.invalid' },
			});
		} finally {
			await other.close();
		}
	});
});

describe('a body', () => {
	const comment = (calling: Calling) => call('POST', `/threads/${thread}/comments`, calling);
	const good = JSON.stringify(say('words'));
	const cases: [string, Calling, number, string][] = [
		['of no type', { raw: new TextEncoder().encode(good), headers: { 'content-type': '' } }, 415, 'status.415'],
		[
			'of a form',
			{ raw: 'body=words', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
			415,
			'status.415',
		],
		['that only looks like JSON', { raw: good, headers: { 'content-type': 'text/plain' } }, 415, 'status.415'],
		[
			'in another alphabet',
			{ raw: good, headers: { 'content-type': 'application/json; charset=big5' } },
			415,
			'status.415',
		],
		['that is packed', { raw: good, headers: { 'content-encoding': 'gzip' } }, 415, 'status.415'],
		['that is empty', { raw: '' }, 400, 'call.not-json'],
		['that breaks off', { raw: good.slice(0, -1) }, 400, 'call.not-json'],
		['of brackets', { raw: '['.repeat(900_000) }, 400, 'call.not-json'],
		[
			'that is not UTF-8',
			{ raw: Buffer.from([...Buffer.from('{"body":{"markdown":"'), 0xff, 0xfe, ...Buffer.from('"}}')]) },
			400,
			'call.not-utf8',
		],
		[
			'with __proto__',
			{ raw: '{"body":{"markdown":"words"},"__proto__":{"role":"owner"}}' },
			400,
			'call.name-forbidden',
		],
		[
			'with __proto__ inside',
			{ raw: '{"body":{"markdown":"words","__proto__":{"html":"x"}}}' },
			400,
			'call.name-forbidden',
		],
		[
			'with __proto__ in escapes',
			{ raw: '{"body":{"markdown":"words"},"\\u005f_proto__":1}' },
			400,
			'call.name-forbidden',
		],
		[
			'with constructor',
			{ raw: '{"body":{"markdown":"words"},"constructor":{"prototype":{}}}' },
			400,
			'call.name-forbidden',
		],
		['with NUL', { body: say('a\u0000b') }, 422, 'input.invalid'],
		['with half a character', { raw: '{"body":{"markdown":"\\ud800"}}' }, 422, 'input.invalid'],
		['that is an array', { body: [say('words')] }, 422, 'input.invalid'],
		['that is null', { raw: 'null' }, 422, 'input.invalid'],
		['of 10 MB', { body: { title: 'x'.repeat(10_000_000), ...say('words') } }, 413, 'status.413'],
		['of 10 MB in pieces', { raw: pieces(10_000_000) }, 413, 'status.413'],
		['in two forms at once', { body: { body: { markdown: 'words', html: 'words' } } }, 422, 'input.invalid'],
	];
	it.each(cases)('%s is refused and changes nothing', async (_title, calling, status, code) => {
		const answered = await comment(calling);
		expect(answered).toMatchObject({ status, body: { status, code } });
		expect(answered.headers.get('content-type')).toBe('application/problem+json');
		expect(answered.body.title).not.toContain(code);
		expect(await comments()).toBe(0);
		expect(({} as { role?: string }).role).toBeUndefined();
	});

	it('may say that it is UTF-8', async () => {
		expect(
			(await comment({ raw: good, headers: { 'content-type': 'Application/JSON; charset="UTF-8"' } })).status,
		).toBe(201);
	});

	it('with a title of 2 MB that fits is refused by the field', async () => {
		const answered = await call('POST', '/articles', {
			body: { title: 'x'.repeat(1_900_000), body: { markdown: 'words' } },
		});
		expect(answered).toMatchObject({
			status: 422,
			body: { code: 'input.invalid', fields: [{ path: 'title', key: 'too-long' }] },
		});
	});

	it('does not become safe HTML by claiming to be', async () => {
		await comment({
			body: { body: { html: '<p onclick="x()">hi<script>alert(1)</script><a href="javascript:x()">there</a></p>' } },
		});
		const [said] = (await call('GET', `/threads/${thread}/comments`)).body.items;
		expect(said!.html).toContain('hi');
		expect(said!.html).not.toMatch(/script|onclick/);
	});
});

function pieces(size: number): ReadableStream<Uint8Array> {
	let sent = 0;
	return new ReadableStream({
		pull(controller) {
			if (sent >= size) return controller.close();
			sent += 65_536;
			controller.enqueue(new Uint8Array(65_536).fill(0x20));
		},
	});
}

describe('Idempotency-Key', () => {
	const keyed = (key: string, words = 'said once', calling: Calling = {}) =>
		call('POST', `/threads/${thread}/comments`, { body: say(words), ...calling, headers: { 'idempotency-key': key } });

	it('makes the same call one effect and one answer', async () => {
		const first = await keyed('k-1');
		const second = await keyed('k-1');
		expect(first).toMatchObject({ status: 201 });
		expect(first.headers.get('idempotency-replayed')).toBeNull();
		expect(second).toMatchObject({ status: 201, body: first.body });
		expect(second.headers.get('idempotency-replayed')).toBe('true');
		expect(await comments()).toBe(1);
	});

	it('does so when twenty come at once', async () => {
		const answers = await Promise.all(Array.from({ length: 20 }, () => keyed('k-2')));
		expect(answers.map((one) => one.status)).toEqual(Array(20).fill(201));
		expect(new Set(answers.map((one) => one.body.id)).size).toBe(1);
		expect(answers.filter((one) => one.headers.get('idempotency-replayed') === null)).toHaveLength(1);
		expect(await comments()).toBe(1);
	});

	it('refuses another call with the same key', async () => {
		await keyed('k-3');
		expect(await keyed('k-3', 'other words')).toMatchObject({ status: 422, body: { code: 'call.key-reused' } });
		expect(
			await call('POST', '/links', { body: { target: '/articles' }, headers: { 'idempotency-key': 'k-3' } }),
		).toMatchObject({ status: 422, body: { code: 'call.key-reused' } });
		expect(await comments()).toBe(1);
	});

	it('is free again after a refusal', async () => {
		const { id } = await postAs(thread, 'will be taken away');
		const answer = () => keyed('k-4', 'words', { body: { ...say('an answer'), parent: id } });
		await place.site.sql`update community.comment set hidden = now() where id = ${id}`;
		expect(await answer()).toMatchObject({ status: 409, body: { code: 'comment.parent-gone' } });
		await place.site.sql`update community.comment set hidden = null where id = ${id}`;
		expect(await answer()).toMatchObject({ status: 201 });
		expect(await comments()).toBe(2);
	});

	it("is everybody's own", async () => {
		const other = await sowCaller(place, 'editor');
		const first = await keyed('k-5');
		const second = await keyed('k-5', 'said by another', { token: other.token });
		expect(second.status).toBe(201);
		expect(second.body.id).not.toBe(first.body.id);
	});

	it('is forgotten after two days, not sooner', async () => {
		const kept = async () =>
			(
				await place.site.sql<
					{ count: number }[]
				>`select count(*)::int as count from platform.answered_call where key = 'k-6'`
			)[0]!.count;
		await keyed('k-6');
		const { now } = place.system();
		const hours = (count: number): Ctx => ({ ...place.system(), now: new Date(now.getTime() + count * 3_600_000) });
		await forgetCalls.run(hours(47), {});
		expect(await kept()).toBe(1);
		await forgetCalls.run(hours(49), {});
		expect(await kept()).toBe(0);
	});

	it.each(['', 'x'.repeat(201), 'a b'])('is not %j', async (key) => {
		expect(await keyed(key)).toMatchObject({ status: 422, body: { code: 'call.key-invalid' } });
		expect(await comments()).toBe(0);
	});
});

describe('an address', () => {
	it.each([
		'',
		'/',
		'/nothing',
		'/threads/',
		'//threads',
		'/Threads',
		'/THREADS',
		'/thre%61ds',
		'/threads%2f1',
		'/threads%00',
		'/threads;x=1',
		'/threads/.',
		'/__proto__',
		'/constructor',
		'/threads/1/comments/',
		'/threads//comments',
		'/openapi.json/',
		'/articles/1/../1;',
	])('%j is refused, with a token and without', async (path) => {
		for (const asked of [token, null]) {
			const answered = await call('GET', path, { token: asked });
			expect({ path, status: answered.status, type: answered.headers.get('content-type') }).toEqual({
				path,
				status: 404,
				type: 'application/problem+json',
			});
		}
	});

	it.each([
		['PUT', '/articles', 'GET, HEAD, POST'],
		['DELETE', '/threads', 'GET, HEAD, POST'],
		['PATCH', '/events', 'GET, HEAD'],
		['GET', '/conversations/1/answers', 'POST'],
		['OPTIONS', '/articles/1', 'GET, HEAD, PATCH, DELETE'],
		['POST', '/openapi.json', 'GET, HEAD'],
	])('%s %s says which methods it takes', async (method, path, allow) => {
		const answered = await call(method, path);
		expect(answered).toMatchObject({ status: 405, body: { code: 'status.405' } });
		expect(answered.headers.get('allow')).toBe(allow);
	});

	it('takes no other method in a header', async () => {
		const before = await articles();
		const answered = await call('GET', '/articles', { headers: { 'x-http-method-override': 'POST' } });
		expect(answered.status).toBe(200);
		expect(await articles()).toBe(before);
	});

	it('answers HEAD as GET, without the body', async () => {
		const got = await call('GET', '/articles');
		const head = await call('HEAD', '/articles');
		expect(head).toMatchObject({ status: 200, body: null });
		expect(head.headers.get('etag')).toBe(got.headers.get('etag'));
	});
});

describe('a list', () => {
	it.each([
		'?limit=0',
		'?limit=101',
		'?limit=x',
		'?cursor=',
		'?cursor=eyJ2IjoxLCJwbGFjZSI6MX0',
		'?cursor=__proto__',
		'?cursor=%00',
	])('%s is refused', async (query) => {
		expect((await call('GET', `/threads${query}`)).status).toBe(422);
	});

	it('goes on where it stopped, and takes no changed cursor', async () => {
		for (let number = 0; number < 3; number++)
			await call('POST', '/links', { body: { target: '/articles', label: `l${number}` } });
		const first = await call('GET', '/links?limit=2');
		const second = await call('GET', `/links?limit=2&cursor=${first.body.next}`);
		expect([...first.body.items, ...second.body.items].map((one: { label: string }) => one.label).slice(0, 3)).toEqual([
			'l2',
			'l1',
			'l0',
		]);
		const bytes = Buffer.from(first.body.next as string, 'base64url');
		bytes[bytes.length - 1]! ^= 1;
		expect(await call('GET', `/links?cursor=${bytes.toString('base64url')}`)).toMatchObject({
			status: 422,
			body: { code: 'cursor.invalid' },
		});
	});
});

describe('an answer', () => {
	it('is not sent again to whoever has it', async () => {
		const first = await call('GET', `/threads/${thread}`);
		const etag = first.headers.get('etag') as string;
		for (const known of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
			expect(await call('GET', `/threads/${thread}`, { headers: { 'if-none-match': known } })).toMatchObject({
				status: 304,
				body: null,
			});
		}
		await postAs(thread, 'something new');
		expect(await call('GET', `/threads/${thread}`, { headers: { 'if-none-match': etag } })).toMatchObject({
			status: 200,
			body: { comments: 1 },
		});
		expect(first.headers.get('cache-control')).toBe('private, no-cache');
	});

	it('refuses in the language of whoever asks', async () => {
		const title = async (language?: string) => {
			const { headers, body } = await call(
				'GET',
				'/threads/999',
				language ? { headers: { 'accept-language': language } } : {},
			);
			return [headers.get('content-language'), body.title];
		};
		expect(await title()).toEqual(['zh-TW', communityText('zh-TW')('problem.thread.not-found')]);
		expect(await title('zh-TW,zh;q=0.9,en;q=0.8')).toEqual([
			'zh-TW',
			communityText('zh-TW')('problem.thread.not-found'),
		]);
		expect(await title('en-GB')).toEqual(['en', communityText('en')('problem.thread.not-found')]);
		expect(await title('xx, \'"<script>')).toEqual(['zh-TW', communityText('zh-TW')('problem.thread.not-found')]);
		const { body } = await call('POST', '/articles', { body: {}, headers: { 'accept-language': 'en' } });
		expect(body.fields).toContainEqual({ path: 'title', key: 'missing', title: 'Please fill this in.' });
	});

	it('says how many calls are left, and stops whoever has none, alone', async () => {
		const first = await call('GET', '/articles');
		expect(first.headers.get('ratelimit-policy')).toBe('"default";q=120;w=12');
		expect(first.headers.get('ratelimit')).toMatch(/^"default";r=119;t=\d+$/);
		let refused = await call('GET', '/threads/0x');
		expect(refused.status).toBe(404);
		for (let number = 0; number < 1000 && refused.status !== 429; number++)
			refused = await call('GET', '/accounts?limit=x');
		expect(refused).toMatchObject({ status: 429, body: { code: 'rate.limited', seconds: expect.any(Number) } });
		expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
		expect(refused.headers.get('ratelimit')).toMatch(/^"default";r=0;t=\d+$/);
		expect((await call('GET', '/articles', { token: (await sowCaller(place, 'member')).token })).status).toBe(200);
	});

	it('to a bug has its number, and the log has it without the token', async () => {
		const lines: string[] = [];
		const log = createLog('debug', {}, (line) => void lines.push(line));
		const broken: Ctx = {
			...place.as(),
			log,
			db: new Proxy(place.as().db, {
				get: () => () => {
					throw new Error('the database is gone');
				},
			}),
		};
		const answered = await call('GET', `/threads/${thread}`, { ctx: broken });
		expect(answered).toMatchObject({
			status: 500,
			body: { code: 'bug', instance: expect.stringMatching(/^urn:uuid:/) },
		});
		expect(JSON.stringify(answered.body)).not.toContain('database');
		expect(lines.join('')).toContain('the database is gone');
		expect(lines.join('')).not.toContain(token);
		expect(await findActorByToken(place.as(), token)).not.toBeNull();
	});

	it('stores no token anywhere but its digest', async () => {
		await call('POST', `/threads/${thread}/comments`, { body: say('words'), headers: { 'idempotency-key': 'k' } });
		const tables = await place.site.sql<
			{ name: string }[]
		>`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`;
		for (const { name } of tables) {
			const [row] = await place.site.sql<
				{ count: number }[]
			>`select count(*)::int as count from ${place.site.sql.unsafe(name)} t where t::text like ${`%${token.slice(10)}%`}`;
			expect({ name, count: row?.count }).toEqual({ name, count: 0 });
		}
		expect(tables.length).toBeGreaterThan(20);
	});
});
