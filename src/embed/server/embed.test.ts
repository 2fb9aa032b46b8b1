import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listThreads, postComment, readThread } from '#community/server/index.ts';
import { createMember } from '#membership/server/index.ts';
import { roles, type Actor } from '#platform/actor.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { plainAddress, plainOrigin } from '#embed/address.ts';
import { dressOf } from '#embed/dress.ts';
import {
	allowHost,
	countTalk,
	findPage,
	forbidHost,
	listHosts,
	openPage,
	readEmbeds,
	readPage,
} from '#embed/server/index.ts';

let place: TestSite;
let old: Server;
let origin = '';
let owner: Actor;
let asked = 0;
beforeAll(async () => {
	place = await testSite({ REACHABLE: '127.0.0.1/32' });
	const { id } = await createMember(place.system(), { name: '店主', email: 'owner@example.com', role: 'owner' });
	owner = { kind: 'member', member: id, name: '店主', handle: 'owner', role: 'owner' };
	old = createServer((request, response) => {
		asked++;
		const path = request.url ?? '';
		if (path.startsWith('/gone')) return void response.writeHead(404).end();
		if (path.startsWith('/away'))
			return void response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end();
		if (path.startsWith('/picture')) return void response.writeHead(200, { 'content-type': 'image/png' }).end('x');
		response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
		response.end(
			'<title>  舊站的\n <b>缸</b> &amp; 醬 | 老站</title><meta property="og:title" content="舊站的缸 &lt;1&gt;"><script>document.title="x"</script>',
		);
	}).listen(0, '127.0.0.1');
	await new Promise((resolve) => old.once('listening', resolve));
	origin = `http://127.0.0.1:${(old.address() as AddressInfo).port}`;
});
afterAll(async () => {
	old.close();
	await place.close();
});

it.each([
	['https://Old.Example', 'https://old.example'],
	['old.example', 'https://old.example'],
	['https://old.example:8443/a?b#c', 'https://old.example:8443'],
	['http://old.example', null],
	['https://*.old.example', null],
	['https://user@old.example', null],
	["https://old.example; script-src *'", null],
	['javascript:alert(1)', null],
	['', null],
])('takes %s for the whole origin %s', (written, plain) => {
	expect(plainOrigin(written, 'https://home.example')).toBe(plain);
});

it.each([
	['https://Old.Example/a/?utm_source=x&id=3&fbclid=9#top', 'https://old.example/a?id=3'],
	['https://old.example', 'https://old.example/'],
	['https://old.example//a//', 'https://old.example/a'],
	['https://old.example/é', 'https://old.example/%C3%A9'],
	['https://u:p@old.example/', null],
	['data:text/html,x', null],
	[`https://old.example/${'a'.repeat(2_100)}`, null],
])('knows %s as %s', (written, plain) => expect(plainAddress(written)).toBe(plain));

it('reads what a frame wears from its path, and nothing from a path that is none', () => {
	expect(dressOf('/embed/en.dark/thread/12')).toEqual({ locale: 'en', look: 'dark' });
	expect(dressOf('/embed/auto.auto/page')).toEqual({ locale: null, look: null });
	for (const path of [
		'/embed/en.dark/thread/x',
		'/embed/en.pink/page',
		'/console',
		'/embed/en.dark/thread/1/x',
		'/embed/count',
	])
		expect(dressOf(path), path).toBeNull();
});

it('is the owner’s to allow', async () => {
	for (const role of roles.filter((one) => one !== 'owner')) {
		const other = place.as({ ...(owner as Extract<Actor, { kind: 'member' }>), role });
		for (const attempt of [allowHost, forbidHost, readEmbeds])
			await expect(attempt(other, { origin: 'https://old.example' } as never), role).rejects.toMatchObject({
				status: 403,
			});
	}
	await expect(allowHost(place.as(), { origin: 'https://old.example' })).rejects.toMatchObject({ status: 401 });
	await expect(allowHost(place.as(owner), { origin: 'https://*' })).rejects.toMatchObject({ status: 422 });
	await allowHost(place.as(owner), { origin });
	await allowHost(place.as(owner), { origin });
	expect(await listHosts(place.as(), {})).toEqual([origin]);
});

it('opens the conversation about a page once, whoever asks and however it is written, and only of a page that is there', async () => {
	const many = await Promise.all(
		Array.from({ length: 20 }, (_, index) => openPage(place.as(), { address: `${origin}/vat/?utm_source=${index}#x` })),
	);
	expect(new Set(many.map(({ id, thread }) => `${id} ${thread}`)).size).toBe(1);
	const [{ id, thread }] = many as [{ id: number; thread: number }];
	expect(await readPage(place.as(), { id })).toMatchObject({ title: '舊站的缸 <1>', address: `${origin}/vat`, thread });
	const before = asked;
	expect(await openPage(place.as(), { address: `${origin}/vat` })).toEqual({ id, thread });
	expect(asked).toBe(before);
	for (const [address, code] of [
		['https://attacker.example/vat', 'embed.host-unknown'],
		[`${origin}.attacker.example/`, 'embed.host-unknown'],
		[`${origin}/gone`, 'embed.page-not-there'],
		[`${origin}/picture`, 'embed.page-not-there'],
		[`${origin}/away`, 'embed.page-not-there'],
		['nonsense', 'embed.host-unknown'],
	] as const)
		await expect(openPage(place.as(), { address }), address).rejects.toMatchObject({ code });
	expect(await place.site.sql`select from embed.page`).toHaveLength(1);

	const { id: comment } = await postComment(place.as(owner), { thread, body: { text: '在別處說的第一句' } });
	expect((await readThread(place.as(), { thread })).comments).toMatchObject([{ id: comment }]);
	expect(
		await countTalk(place.as(), {
			threads: [thread, 999],
			addresses: [`${origin}/vat/`, 'x', 'https://attacker.example/'],
		}),
	).toEqual({
		threads: { [thread]: 1, 999: 0 },
		addresses: [1, 0, 0],
	});
	expect((await listThreads(place.as(), {})).items.map(({ path }) => path)).toContain(`/community/elsewhere/${id}`);
	expect(await readEmbeds(place.as(owner), {})).toMatchObject({
		hosts: [{ origin }],
		pages: [{ id, title: '舊站的缸 <1>', comments: 1 }],
	});
	// What was taken away is nowhere, in counts neither.
	await place.site.sql`update community.thread set hidden = now() where id = ${thread}`;
	expect(await findPage(place.as(), { address: `${origin}/vat` })).toBeNull();
	expect(await readPage(place.as(), { id })).toBeNull();
	expect((await countTalk(place.as(), { threads: [thread], addresses: [`${origin}/vat`] })).addresses).toEqual([0]);
	await forbidHost(place.as(owner), { origin });
	await expect(openPage(place.as(), { address: `${origin}/vat` })).rejects.toMatchObject({
		code: 'embed.host-unknown',
	});
});
