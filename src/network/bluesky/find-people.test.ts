import { afterAll, beforeAll, expect, it } from 'vitest';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Ctx } from '#platform/context/context.ts';
import { readSettings } from '#platform/settings.ts';
import { facetsOf, handlesIn } from '#network/bluesky/facets.ts';
import { findPeople } from '#network/bluesky/find-people.ts';

const did = 'did:plc:ewvi7nxzyoun6zhxrhs64oiz';
let server: http.Server;
let ctx: Ctx;
let asked: string[] = [];
let down = false;
/** As a server answers: known, not known, not just now. */
beforeAll(async () => {
	server = http.createServer((request, response) => {
		const url = new URL(request.url ?? '/', 'http://x');
		const handle = url.searchParams.get('handle') ?? '';
		asked.push(`${url.pathname} ${handle}`);
		const answer = (status: number, body: object) =>
			response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
		if (down) return void answer(502, { error: 'UpstreamFailure', message: 'down' });
		if (handle === 'ming.bsky.social') return void answer(200, { did });
		if (handle === 'odd.example') return void answer(200, { did: 'nobody' });
		answer(400, { error: 'InvalidRequest', message: 'Unable to resolve handle' });
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const settings = readSettings({ BLUESKY_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
	ctx = { now: new Date(), settings } as Ctx;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const account = { id: did, connection: { access: 'a' }, app: null, note: () => undefined };
const find = (text: string) => findPeople(ctx, account, text);

it('knows who is named in a text', () => {
	expect(handlesIn('謝謝 @Ming.bsky.social，@mei.tw. mail@soy.tw @x @soy.tw@x.tw https://a.tw/@b.tw')).toEqual([
		'ming.bsky.social',
		'mei.tw',
	]);
	expect(handlesIn('沒有人')).toEqual([]);
});

it('lets people hear that they were named, by places in bytes; whom nobody knows stays a word', async () => {
	const text = '👨‍👩‍👧‍👦謝謝 @Ming.bsky.social 和 @nobody.example';
	const people = await find(text);
	expect([...people]).toEqual([['ming.bsky.social', did]]);
	const [facet, ...rest] = facetsOf(text, people);
	expect(rest).toEqual([]);
	const { byteStart, byteEnd } = facet!.index;
	expect(Buffer.from(text).subarray(byteStart, byteEnd).toString()).toBe('@Ming.bsky.social');
	expect(facet!.features).toEqual([{ $type: 'app.bsky.richtext.facet#mention', did }]);
});

it('asks nobody where nobody is named, each once, and no more than some', async () => {
	asked = [];
	expect((await find('沒有人 https://a.tw')).size).toBe(0);
	expect(asked).toEqual([]);
	await find('@ming.bsky.social @MING.bsky.social');
	expect(asked).toEqual(['/xrpc/com.atproto.identity.resolveHandle ming.bsky.social']);
	await find(Array.from({ length: 100 }, (_, one) => `@n${one}.example`).join(' '));
	expect(asked).toHaveLength(21);
});

it('sends nothing while it cannot be asked, and believes no answer that is none', async () => {
	await expect(find('@odd.example')).rejects.toMatchObject({ trouble: 'transient' });
	down = true;
	await expect(find('@ming.bsky.social')).rejects.toMatchObject({ trouble: 'transient' });
});
