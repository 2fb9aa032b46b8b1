import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { editComment, hideComment, listHearing, postComment, react, readNews } from '#community/server/index.ts';
import { sowMember, sowThread } from '#community/server/sow.ts';
import type { OpenSite } from '#platform/installation/open-site.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { createLive, type Live } from '#web/front/live.ts';

let place: TestSite;
let beside: OpenSite;
let live: Live;
let server: http.Server;
let thread: number;
let asked = 0;
beforeAll(async () => {
	place = await testSite();
	// The reader is served by another process than the one in which people write.
	beside = await place.beside();
	live = createLive({
		news: (site, id) => (asked++, readNews(site.sql, id)),
		hearing: (site, id, members) => listHearing(site.sql, id, members),
		failed: (error) => {
			throw error;
		},
		most: { all: 60, address: 50 },
	});
	beside.onChange((things) => live.hear(beside, things));
	server = http.createServer((request, response) => {
		const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
		const deaf = searchParams.get('deaf');
		const reader = {
			address: searchParams.get('from') ?? 'a',
			member: Number(searchParams.get('member')) || null,
			deaf: deaf ? new Set([Number(deaf)]) : null,
		};
		void live.listen(beside, Number(pathname.slice(1)), reader, response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
beforeEach(async () => void ({ id: thread } = await sowThread(place.system())));
afterAll(async () => {
	live.close();
	server.closeAllConnections();
	server.close();
	await beside.close();
	await place.close();
});

interface Reader {
	status: number;
	/** What was told, in order. */
	told: string[];
	ended: boolean;
	leave(): void;
}

/** Listens as a browser does. */
const listen = (query = '', id = thread): Promise<Reader> =>
	new Promise((resolve, reject) => {
		const { port } = server.address() as AddressInfo;
		const request = http.get({ port, host: '127.0.0.1', path: `/${id}?${query}`, agent: false }, (answer) => {
			const reader: Reader = { status: answer.statusCode ?? 0, told: [], ended: false, leave: () => request.destroy() };
			answer.setEncoding('utf8');
			answer.on('data', (text: string) => {
				for (const [, event = 'message', data] of text.matchAll(/(?:event: (\w+)\n)?data: (.*)\n\n/g))
					reader.told.push(event === 'message' ? (data as string) : event);
			});
			answer.on('end', () => (reader.ended = true));
			answer.on('error', () => undefined);
			if (reader.status === 200) expect(answer.headers['content-type']).toContain('text/event-stream');
			resolve(reader);
		});
		request.on('error', reject);
	});
const say = async (text = `${Math.random()}`, staff = false) => {
	const author = await sowMember(place.system(), staff ? 'editor' : 'member');
	return { ...(await postComment(place.as(author), { thread, body: { text } })), author: author.member };
};
const soon = { timeout: 3_000, interval: 5 };
const state = (newest: number, count: number) => JSON.stringify({ newest, count });

it('tells at once how it stands, and of what is said in another process', async () => {
	const reader = await listen();
	await expect.poll(() => reader.told, soon).toEqual([state(0, 0)]);
	const { id } = await say();
	await expect.poll(() => reader.told, soon).toEqual([state(0, 0), state(id, 1)]);
	const late = await listen();
	await expect.poll(() => late.told, soon).toEqual([state(id, 1)]);
	reader.leave();
	late.leave();
	await expect.poll(() => live.stats(), soon).toEqual({ readers: 0, threads: 0 });
});

it('asks once however many listen, and tells nobody of another thread', async () => {
	const readers = await Promise.all(Array.from({ length: 30 }, () => listen()));
	const { id: elsewhere } = await sowThread(place.system());
	const other = await listen('', elsewhere);
	await expect.poll(() => [...readers, other].every(({ told }) => told.length === 1), soon).toBe(true);
	const before = asked;
	const { id } = await say();
	await expect.poll(() => readers.every(({ told }) => told.at(-1) === state(id, 1)), soon).toBe(true);
	expect(asked - before).toBeLessThan(6);
	expect(other.told).toHaveLength(1);
	for (const reader of [...readers, other]) reader.leave();
});

it('says that something reads otherwise now: words, a sign; once for many, and not when somebody speaks', async () => {
	const reader = await listen();
	// What was heard late of the thread's own beginning has been told by then.
	await new Promise((resolve) => setTimeout(resolve, 1_300));
	reader.told.length = 0;
	const { id, author } = await say();
	await expect.poll(() => reader.told.at(-1), soon).toBe(state(id, 1));
	await new Promise((resolve) => setTimeout(resolve, 1_300));
	expect(reader.told).not.toContain('stir');
	const own = { kind: 'member', member: author, name: '', handle: '', role: 'member' } as const;
	await editComment(place.as(own), { id, body: { text: '我剛才打錯了。' } });
	await expect.poll(() => reader.told.at(-1), soon).toBe('stir');
	const readers = await Promise.all(Array.from({ length: 12 }, () => sowMember(place.system())));
	for (const one of readers) await react(place.as(one), { comment: id, sign: '👍', on: true });
	await expect.poll(() => reader.told.filter((one) => one === 'stir').length, soon).toBeGreaterThan(1);
	expect(reader.told.filter((one) => one === 'stir').length).toBeLessThan(5);
	reader.leave();
});

it('tells nothing of what waits for a person or was taken away, and ends where nobody reads any more', async () => {
	const reader = await listen();
	const first = await say();
	await expect.poll(() => reader.told.at(-1), soon).toBe(state(first.id, 1));
	const second = await say();
	await expect.poll(() => reader.told.at(-1), soon).toBe(state(second.id, 2));
	const moderator = await sowMember(place.system(), 'moderator');
	await hideComment(place.as(moderator), { id: second.id });
	await expect.poll(() => reader.told.at(-1), soon).toBe(state(first.id, 1));
	await place.site.sql`update community.thread set withdrawn = now() where id = ${thread}`;
	live.hear(beside, null);
	await expect.poll(() => [reader.told.at(-1), reader.ended], soon).toEqual(['gone', true]);
	const late = await listen();
	await expect.poll(() => [late.told, late.ended], soon).toEqual([['gone'], true]);
	const nowhere = await listen('', 999_999);
	await expect.poll(() => [nowhere.told, nowhere.ended], soon).toEqual([['gone'], true]);
});

it('tells nobody of those whom they do not want to hear', async () => {
	const first = await say();
	const reader = await listen(`deaf=${first.author}`);
	await expect.poll(() => reader.told, soon).toEqual([state(first.id, 1)]);
	place.clock.advance(60_000);
	const again = { kind: 'member', member: first.author, name: '', handle: '', role: 'member' } as const;
	await postComment(place.as(again), { thread, body: { text: '又是我' } });
	const third = await say();
	await expect.poll(() => reader.told, soon).toEqual([state(first.id, 1), state(third.id, 3)]);
	reader.leave();
});

it('takes so many of one address and so many in all, and lets others in when they leave', async () => {
	const readers = await Promise.all(Array.from({ length: 50 }, () => listen('from=b')));
	expect((await listen('from=b')).status).toBe(429);
	const others = await Promise.all(Array.from({ length: 10 }, () => listen('from=c')));
	expect((await listen('from=d')).status).toBe(503);
	readers.pop()?.leave();
	await expect.poll(() => live.stats().readers, soon).toBe(59);
	const again = await listen('from=b');
	expect(again.status).toBe(200);
	for (const reader of [...readers, ...others, again]) reader.leave();
	await expect.poll(() => live.stats().readers, soon).toBe(0);
});

it('goes on after a question that failed', async () => {
	const told: unknown[] = [];
	let broken = true;
	const shaky = createLive({
		news: async (site, id) => {
			if (broken) throw new Error('away');
			return readNews(site.sql, id);
		},
		hearing: () => Promise.resolve(new Set()),
		failed: (error) => told.push(error),
	});
	const front = http.createServer(
		(_request, response) => void shaky.listen(beside, thread, { address: 'a', member: null, deaf: null }, response),
	);
	await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
	const answer = await fetch(`http://127.0.0.1:${(front.address() as AddressInfo).port}`);
	const bytes = answer.body?.getReader();
	await expect.poll(() => told.length, soon).toBe(1);
	broken = false;
	shaky.hear(beside, [`thread:${thread}`]);
	let text = '';
	while (!text.includes('data:')) text += new TextDecoder().decode((await bytes?.read())?.value);
	expect(text).toContain(state(0, 0));
	shaky.close();
	while (!(await bytes?.read())?.done);
	await new Promise((resolve) => front.close(resolve));
});
