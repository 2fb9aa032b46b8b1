import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFederation, generateCryptoKeyPair, MemoryKvStore, signRequest, type Federation } from '@fedify/fedify';
import {
	Accept,
	Announce,
	Block,
	Create,
	Delete,
	Flag,
	Follow,
	Image,
	Like,
	Note,
	Person,
	PUBLIC_COLLECTION,
	Tombstone,
	Undo,
	Update,
	type Activity,
} from '@fedify/vocab';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { keepProduct } from '#commerce/server/index.ts';
import {
	blockForeign,
	createCategory,
	hideComment,
	listForeignBlocked,
	postComment,
	readThread,
	showComment,
	startThread,
} from '#community/server/index.ts';
import { publishArticle, unpublishArticle, writeArticle } from '#content/server/index.ts';
import { createMember } from '#membership/server/index.ts';
import { command } from '#platform/context/command.ts';
import { roles, system, type Actor } from '#platform/actor.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { tellThing } from '#federation/server/commands/tell-thing.ts';
import {
	answerFederation,
	blockHost,
	federationPerson,
	findOpenAddress,
	readFederation,
	switchFederation,
	unblockHost,
} from '#federation/server/index.ts';

/** A second server of the open network, built with Fedify as well, over HTTP. It checks every signature that it is sent. */
let peer: Federation<null>;
let theirs: Server;
let ours: Server;
let home = '';
let away = '';
let place: TestSite;
let owner: Actor;
let keys: CryptoKeyPair[];
const heard: Activity[] = [];

async function serve(answer: (request: Request) => Promise<Response | null>): Promise<[Server, string]> {
	const server = createServer((message, response) => {
		void (async () => {
			const pieces: Buffer[] = [];
			for await (const piece of message) pieces.push(piece as Buffer);
			const found = await answer(requestOf(message, Buffer.concat(pieces))).catch(
				(error: unknown) => new Response(String((error as Error).stack), { status: 500 }),
			);
			const made = found ?? new Response(null, { status: 404 });
			response.writeHead(made.status, Object.fromEntries(made.headers)).end(Buffer.from(await made.arrayBuffer()));
		})();
	}).listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	return [server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`];
}
const requestOf = (message: IncomingMessage, body: Buffer): Request =>
	new Request(`http://${message.headers.host}${message.url}`, {
		method: message.method ?? 'GET',
		headers: message.headers as Record<string, string>,
		...(body.length ? { body: new Uint8Array(body) } : {}),
	});

beforeAll(async () => {
	place = await testSite({ REACHABLE: '127.0.0.1/32' });
	place.clock.advance(Date.now() - place.as().now.getTime());
	const { id } = await createMember(place.system(), { name: '店主', email: 'owner@example.com', role: 'owner' });
	owner = { kind: 'member', member: id, name: '店主', handle: 'owner', role: 'owner' };
	[ours, home] = await serve((request) => answerFederation(ctx(), request));
	// As the running product: it is reached at the address of its server.
	Object.defineProperty(place.site.handle, 'url', { get: () => home });
	keys = [await generateCryptoKeyPair('RSASSA-PKCS1-v1_5')];
	peer = createFederation<null>({ kv: new MemoryKvStore(), allowPrivateAddress: true });
	peer
		.setActorDispatcher('/users/{identifier}', async (context, identifier) => {
			const [pair] = await context.getActorKeyPairs(identifier);
			return new Person({
				id: context.getActorUri(identifier),
				preferredUsername: identifier,
				name: `人 ${identifier}`,
				inbox: context.getInboxUri(identifier),
				publicKey: pair?.cryptographicKey ?? null,
			});
		})
		.setKeyPairsDispatcher(async () => keys);
	const note = async (_: unknown, activity: Activity) => void heard.push(activity);
	peer
		.setInboxListeners('/users/{identifier}/inbox')
		.on(Accept, note)
		.on(Create, note)
		.on(Update, note)
		.on(Delete, note);
	[theirs, away] = await serve((request) => peer.fetch(request, { contextData: null }));
});
afterAll(async () => {
	ours.close();
	theirs.close();
	await place.close();
});

const ctx = (actor: Actor = system) => place.as(actor);

let number = 0;
const id = (): URL => new URL(`${away}/activities/${++number}`);
const mei = (): URL => new URL(`${away}/users/mei`);
const at = (path: string): URL => new URL(path, home);

/** Sends an activity to the house, signed with the peer's key (or another). */
async function tell(
	activity: Activity,
	{
		key = keys[0],
		inbox = '/ap/inbox',
		by = mei(),
	}: { key?: CryptoKeyPair | undefined; inbox?: string; by?: URL } = {},
) {
	const body = JSON.stringify(await activity.toJsonLd());
	const request = new Request(at(inbox), {
		method: 'POST',
		body,
		headers: { 'content-type': 'application/activity+json' },
	});
	const signed = await signRequest(request, (key as CryptoKeyPair).privateKey, new URL('#main-key', by));
	const answer = await fetch(signed.clone());
	if (answer.status >= 500) throw new Error(await answer.text());
	return { status: answer.status, again: () => fetch(signed) };
}
const ask = (path: string) => fetch(at(path), { headers: { accept: 'application/activity+json' } });
const reply = (to: string, text: string, more: object = {}) =>
	new Note({
		id: id(),
		attribution: mei(),
		to: PUBLIC_COLLECTION,
		content: `<p>${text}</p>`,
		replyTarget: at(to),
		...more,
	});
/** As it is asked: within the command that lets somebody go. */
const forget = command(z.object({ id: z.number(), email: z.null() }), (ctx, person) =>
	federationPerson.forget(ctx, person as never),
);
const told = () => heard.map((one) => one.constructor.name);
async function work() {
	await place.runJobs();
}

it('is not there while it is off, and the owner’s to switch', async () => {
	for (const path of [
		'/.well-known/webfinger?resource=acct:soy@x',
		'/ap/actor/brand',
		'/ap/nodeinfo/2.1',
		'/.well-known/nodeinfo',
	])
		expect((await ask(path)).status, path).toBe(404);
	expect((await tell(new Follow({ id: id(), actor: mei(), object: at('/ap/actor/brand') }))).status).toBe(404);
	for (const role of roles.filter((one) => one !== 'owner')) {
		const other = place.as({ ...(owner as Extract<Actor, { kind: 'member' }>), role });
		for (const attempt of [switchFederation, blockHost, unblockHost, readFederation])
			await expect(attempt(other, { on: true, name: 'soy', host: 'a.example' } as never), role).rejects.toMatchObject({
				status: 403,
			});
	}
	await expect(switchFederation(place.as(owner), { on: true, name: 'Not A Name' })).rejects.toMatchObject({
		status: 422,
	});
	await switchFederation(place.as(owner), { on: true, name: 'soy' });
	await place.site.sql`update site.brand set icons = '{"large":"0123.png"}'::jsonb`;
	const actor = (await (await ask('/ap/actor/brand')).json()) as Record<string, unknown>;
	expect(actor).toMatchObject({
		type: 'Organization',
		preferredUsername: 'soy',
		inbox: `${home}/ap/actor/brand/inbox`,
		icon: { type: 'Image', url: `${home}/media/0123.png` },
		discoverable: true,
	});
	const finger = await ask(`/.well-known/webfinger?resource=acct:soy@${new URL(home).host}`);
	expect(JSON.stringify(await finger.json())).toContain(`${home}/ap/actor/brand`);
	expect(
		JSON.stringify(await place.site.sql`select rsa_private::text, ed_private::text from federation.speaker`),
	).not.toMatch(/"d":|PRIVATE/);
});

it('is followed, and tells what is public, with every signature checked over there', async () => {
	expect((await tell(new Follow({ id: id(), actor: mei(), object: at('/ap/actor/brand') }))).status).toBe(202);
	await work();
	expect(told()).toEqual(['Accept']);
	const made = await writeArticle(place.as(owner), {
		title: '新的一缸',
		body: fromMarkdown('開缸了', 'article'),
		slug: 'vat',
	});
	const secret = await writeArticle(place.as(owner), {
		title: '會員才看',
		body: fromMarkdown('秘密', 'article'),
		access: 'members',
	});
	await publishArticle(place.as(owner), { id: made.id });
	await publishArticle(place.as(owner), { id: secret.id });
	await work();
	expect(told()).toEqual(['Accept', 'Create']);
	expect(JSON.stringify(await heard[1]?.toJsonLd())).toContain('新的一缸');
	expect((await ask(`/ap/object/article/${secret.id}`)).status).toBe(404);
	expect((await ask(`/ap/object/article/${made.id}`)).status).toBe(200);
});

it('takes up what is answered from there, once, by its own author only, and lets it go again', async () => {
	const [made] = await place.site.sql<
		{ id: number; thread: number }[]
	>`select id, thread from content.article where slug = 'vat'`;
	const path = `/ap/object/article/${made?.id}`;
	const thread = made?.thread as number;
	const shown = async () => (await readThread(place.as(), { thread })).comments.map(({ html }) => html);
	const said = reply(path, '好香<script>x</script>');
	const create = new Create({ id: id(), actor: mei(), to: PUBLIC_COLLECTION, object: said });
	// Signed with another's key, or about another server's words: not heard.
	expect((await tell(create, { key: await generateCryptoKeyPair('RSASSA-PKCS1-v1_5') })).status).toBe(401);
	const forged = reply(path, '假的', { id: new URL('https://victim.example/1') });
	await tell(new Create({ id: id(), actor: mei(), to: PUBLIC_COLLECTION, object: forged }));
	const whispered = reply(path, '悄悄話', { to: mei() });
	await tell(new Create({ id: id(), actor: mei(), to: mei(), object: whispered }));
	expect(await shown()).toEqual([]);
	const first = await tell(create);
	expect(first.status).toBe(202);
	await first.again();
	await tell(create);
	await work();
	expect(await shown()).toEqual(['<p>好香</p>']);
	const page = await readThread(place.as(), { thread });
	expect(page.comments[0]?.origin).toMatchObject({
		network: 'fediverse',
		author: `人 mei (mei@${new URL(away).host})`,
	});

	// An answer of this house goes to whoever said it.
	heard.length = 0;
	await postComment(place.as(owner), { thread, parent: page.comments[0]?.id, body: { text: '謝謝你來' } });
	await work();
	expect(told()).toEqual(['Create']);
	const answer = (await heard[0]?.toJsonLd()) as { object: { inReplyTo: string; content: string; cc: string[] } };
	expect(answer.object).toMatchObject({
		inReplyTo: said.id?.href,
		content: expect.stringContaining('謝謝你來') as string,
		// Without its name in it Mastodon tells nobody of an answer.
		tag: { type: 'Mention', href: mei().href, name: `@mei@${new URL(away).host}` },
	});
	expect(answer.object.cc).toContain(mei().href);
	expect(answer.object.content).toContain(`<p>店主 → <a href="${mei().href}" class="u-url mention">@mei@`);

	const note = said.clone({ content: '<p>好香啊</p>' });
	await tell(new Update({ id: id(), actor: mei(), to: PUBLIC_COLLECTION, object: note }));
	expect((await shown())[0]).toBe('<p>好香啊</p>');
	// Only whoever said it changes it, whatever a letter claims (NodeBB 4.14.7: attributedTo of another origin).
	const stolen = said.clone({ content: '<p>被改掉</p>', attribution: new URL('https://elsewhere.example/users/mei') });
	await tell(new Update({ id: id(), actor: mei(), to: PUBLIC_COLLECTION, object: stolen }));
	// Nor where several are named, the other first (NodeBB 4.15.0: an array).
	const shared = said.clone({
		content: '<p>被改掉</p>',
		attributions: [new URL('https://elsewhere.example/users/mei'), mei()],
	});
	await tell(new Update({ id: id(), actor: mei(), to: PUBLIC_COLLECTION, object: shared }));
	const wei = new URL(`${away}/users/wei`);
	await tell(
		new Update({
			id: id(),
			actor: wei,
			to: PUBLIC_COLLECTION,
			object: said.clone({ content: '<p>被改掉</p>', attribution: wei }),
		}),
	);
	await tell(new Delete({ id: id(), actor: wei, to: PUBLIC_COLLECTION, object: new Tombstone({ id: said.id }) }));
	expect((await shown())[0]).toBe('<p>好香啊</p>');
	// What would have waited for a person waits when it is changed into that, and what it said before is kept.
	const many = Array.from({ length: 9 }, (_, index) => `https://spam${index}.example/`).join(' ');
	await tell(
		new Update({
			id: id(),
			actor: mei(),
			to: PUBLIC_COLLECTION,
			object: said.clone({ content: `<p>便宜 ${many}</p>` }),
		}),
	);
	await work();
	expect(await shown()).not.toContainEqual(expect.stringContaining('便宜'));
	expect(
		await place.site.sql`select from community.comment where held is not null and body_text like '便宜%'`,
	).toHaveLength(1);
	expect(await place.site.sql`select from community.version where body_text = '好香啊'`).toHaveLength(1);
	await place.site.sql`update community.comment set held = null, hidden = null where body_text like '便宜%'`;
	const like = new Like({ id: id(), actor: mei(), object: at(path) });
	await tell(like);
	await tell(new Like({ id: id(), actor: mei(), object: at(path) }));
	expect(await readFederation(place.as(owner), {})).toMatchObject({ liked: 1, said: 1 });
	await tell(new Undo({ id: id(), actor: mei(), object: like }));
	expect(await readFederation(place.as(owner), {})).toMatchObject({ liked: 0 });
	await tell(new Delete({ id: id(), actor: mei(), to: PUBLIC_COLLECTION, object: new Tombstone({ id: said.id }) }));
	expect(JSON.stringify(await place.site.sql`select body_text from community.comment`)).not.toContain('好香');
});

it('holds what has a watched word, and hears nothing of a blocked server', async () => {
	const [made] = await place.site.sql<
		{ id: number; thread: number }[]
	>`select id, thread from content.article where slug = 'vat'`;
	const path = `/ap/object/article/${made?.id}`;
	const links = Array.from(
		{ length: 9 },
		(_, index) => `<a href="https://spam${index}.example/">x${index}</a> https://spam${index}.example/`,
	).join(' ');
	await tell(new Create({ id: id(), actor: mei(), to: PUBLIC_COLLECTION, object: reply(path, `便宜 ${links}`) }));
	await work();
	expect(
		await place.site.sql`select from community.comment where held is not null and origin_network = 'fediverse'`,
	).toHaveLength(1);
	expect(await place.site.sql`select from moderation.item where held_for is not null`).toHaveLength(2);
	await blockHost(place.as(owner), { host: '127.0.0.1' }).catch(() => undefined);
	await place.site.sql`insert into federation.blocked values ('0.0.1', '', now(), null) on conflict do nothing`;
	heard.length = 0;
	await tell(new Create({ id: id(), actor: mei(), to: PUBLIC_COLLECTION, object: reply(path, '封鎖以後') }));
	expect(JSON.stringify(await place.site.sql`select body_text from community.comment`)).not.toContain('封鎖以後');
	await unblockHost(place.as(owner), { host: '0.0.1' });
});

it('calls somebody what they call themselves now; nobody else says so, and whoever blocked them goes on doing so', async () => {
	const { id: category } = await createCategory(place.system(), { slug: 'names', name: '名字' });
	const begun = await startThread(place.as(owner), { category, title: '名字會換', body: { text: '一句話' } });
	const path = `/ap/object/comment/${begun.comment}`;
	const said = [];
	for (const text of ['我先說一句', '我再說一句']) {
		const note = reply(path, text);
		await tell(new Create({ id: id(), actor: mei(), to: PUBLIC_COLLECTION, object: note }));
		said.push(note.id?.href ?? '');
	}
	const host = new URL(away).host;
	const wei = new URL(`${away}/users/wei`);
	const person = (name: string, more: object = {}) =>
		new Person({ id: mei(), preferredUsername: 'mei', name, inbox: new URL(`${mei().href}/inbox`), ...more });
	const rename = async (
		object: Person,
		{ actor = mei(), ...how }: { actor?: URL; by?: URL; key?: CryptoKeyPair } = {},
	) => {
		const answer = await tell(new Update({ id: id(), actor, to: PUBLIC_COLLECTION, object }), { by: actor, ...how });
		await work();
		return answer.status;
	};
	const names = async () => {
		const { comments } = await readThread(place.as(), { thread: begun.id });
		return comments.flatMap(({ origin }) => origin?.author ?? []);
	};
	const twice = (name: string) => Array.from({ length: 2 }, () => `${name} (mei@${host})`);
	await work();
	expect(await names()).toEqual(twice('人 mei'));
	expect(await rename(person('小\u202e梅 <b>'))).toBe(202);
	expect(await names()).toEqual(twice('小 梅 <b>'));
	// Signed with another's key, told of by another, or claimed with another's name for one's own key: not heard.
	expect(await rename(person('假的'), { key: await generateCryptoKeyPair('RSASSA-PKCS1-v1_5') })).toBe(401);
	await rename(person('假的'), { actor: wei });
	await rename(person('假的'), { by: wei });
	await rename(person('假的', { id: new URL('https://victim.example/users/mei') }));
	expect(await names()).toEqual(twice('小 梅 <b>'));
	// Whose words they are does not change, whatever address is claimed: by it they are blocked.
	const [first] = await place.site.sql`select id from community.comment where origin_id = ${said[0] ?? ''}`;
	await blockForeign(place.as(owner), { comment: first?.['id'] as number });
	await rename(person('梅子', { preferredUsername: 'somebody-else' }));
	expect(await names()).toEqual(twice('梅子'));
	expect(await listForeignBlocked(place.as(owner), {})).toMatchObject([{ name: `梅子 (mei@${host})` }]);
	const open = await place.site.sql`
		select distinct v.author_name from inbox.conversation v where v.thread = ${begun.id} and v.comment = ${first?.['id'] as number}`;
	expect(open).toEqual([{ author_name: `梅子 (mei@${host})` }]);
	// Whoever asked not to be named is not.
	await place.site.sql`update community.comment set origin_author = '' where origin_id = ${said[1] ?? ''}`;
	await rename(person('阿梅'));
	expect(await names()).toEqual([`阿梅 (mei@${host})`, '']);
	// Neither the person nor the server that is blocked says anything here.
	await blockHost(place.as(owner), { host: `mei@${new URL(away).hostname}` });
	await rename(person('封鎖以後'));
	await rename(person('封鎖以後', { preferredUsername: 'somebody-else' }));
	await unblockHost(place.as(owner), { host: `mei@${new URL(away).hostname}` });
	await place.site.sql`insert into federation.blocked values ('0.0.1', '', now(), null) on conflict do nothing`;
	await rename(person('封鎖以後'));
	await unblockHost(place.as(owner), { host: '0.0.1' });
	expect((await names())[0]).toBe(`阿梅 (mei@${host})`);
	await place.site.sql`delete from community.unheard`;
});

it('counts who likes something and who passed it on, each once, and tells others how many while they may read it', async () => {
	const { id: category } = await createCategory(place.system(), { slug: 'shared', name: '轉發' });
	place.clock.advance(600_000);
	const begun = await startThread(place.as(owner), { category, title: '值得轉發', body: { text: '一句話' } });
	const path = `/ap/object/comment/${begun.comment}`;
	const count = async (what: 'likes' | 'shares') => {
		const answer = await ask(`${path}/${what}`);
		return answer.ok ? ((await answer.json()) as { totalItems: number }).totalItems : answer.status;
	};
	const boost = new Announce({ id: id(), actor: mei(), to: PUBLIC_COLLECTION, object: at(path) });
	await tell(boost);
	await tell(new Announce({ id: id(), actor: mei(), to: PUBLIC_COLLECTION, object: at(path) }));
	await tell(new Like({ id: id(), actor: mei(), object: at(path) }));
	const wei = new URL(`${away}/users/wei`);
	await tell(new Announce({ id: id(), actor: wei, to: PUBLIC_COLLECTION, object: at(path) }), { by: wei });
	expect([await count('shares'), await count('likes')]).toEqual([2, 1]);
	expect(await readFederation(place.as(owner), {})).toMatchObject({ shared: 2, liked: 1 });
	expect(await (await ask(path)).json()).toMatchObject({
		shares: `${home}${path}/shares`,
		likes: `${home}${path}/likes`,
	});
	// Who it was is nobody's business.
	expect(await (await ask(`${path}/shares`)).text()).not.toContain('/users/');
	// Taken back by whoever did it, and by nobody else.
	await tell(new Undo({ id: id(), actor: wei, object: boost }), { by: wei });
	expect(await count('shares')).toBe(2);
	await tell(new Undo({ id: id(), actor: mei(), object: boost }));
	expect([await count('shares'), await count('likes')]).toEqual([1, 1]);
	await hideComment(place.system(), { id: begun.comment });
	expect([await count('shares'), await count('likes')]).toEqual([404, 404]);
	await tell(new Announce({ id: id(), actor: mei(), to: PUBLIC_COLLECTION, object: at(path) }));
	expect(await readFederation(place.as(owner), {})).toMatchObject({ shared: 1, liked: 1 });
	await place.site.sql`delete from federation.liked`;
	await place.site.sql`delete from federation.said where author = ${mei().href}`;
	await work();
});

it('hears a complaint from there, ten a day of a server, and nothing about what is not for everybody', async () => {
	const { id: category } = await createCategory(place.system(), { slug: 'flagged', name: '被檢舉' });
	const begun = await startThread(place.as(owner), { category, title: '有人不喜歡', body: { text: '一句話' } });
	const path = `/ap/object/comment/${begun.comment}`;
	// Mastodon names the account first, and lets its server speak for whoever complains.
	const flag = (things: string[], content = '<p>這是 <b>廣告</b></p>') =>
		tell(new Flag({ id: id(), actor: mei(), objects: things.map(at), content }));
	const waits = async (comment = begun.comment) =>
		(await place.site.sql`select held_for from moderation.item where comment = ${comment} and decision is null`)[0]?.[
			'held_for'
		] as string[] | undefined;
	await flag(['/ap/actor/brand', path]);
	await flag(['/ap/actor/brand', path]);
	expect(await waits()).toEqual([`elsewhere:${new URL(away).host} — 這是 廣告`]);
	expect((await readThread(place.as(), { thread: begun.id })).comments).toHaveLength(1);
	const hidden = await postComment(place.as(owner), { thread: begun.id, body: { text: '藏起來的' } });
	await hideComment(place.system(), { id: hidden.id });
	const inner = await createCategory(place.system(), { slug: 'inside', name: '自己人', seenBy: 'members' });
	const closed = await startThread(place.system(), {
		category: inner.id,
		author: (owner as { member: number }).member,
		title: '關起門來說',
		body: { text: '自己人才看' },
	});
	await flag([`/ap/object/comment/${hidden.id}`, `/ap/object/comment/${closed.comment}`, '/ap/object/comment/999999']);
	expect([await waits(hidden.id), await waits(closed.comment)]).toEqual([undefined, undefined]);
	const said = [];
	for (let number = 0; number < 12; number++)
		said.push(
			(
				await postComment(place.system(), {
					thread: begun.id,
					author: (owner as { member: number }).member,
					body: { text: `第 ${number} 句` },
				})
			).id,
		);
	for (const one of said) await flag([`/ap/object/comment/${one}`], '');
	const [row] = await place.site.sql`
		select count(*)::int as count from moderation.item where held_for[1] like 'elsewhere:%'`;
	expect(row?.['count']).toBe(10);
	await place.site.sql`delete from moderation.item where held_for[1] like 'elsewhere:%'`;
});

it('leaves alone who blocks it, and is deaf to one person of a server whom the owner blocks', async () => {
	const { id: category } = await createCategory(place.system(), { slug: 'alone', name: '靜靜' });
	const begun = await startThread(place.as(owner), { category, title: '說說看嘛', body: { text: '一句話' } });
	const path = `/ap/object/comment/${begun.comment}`;
	const say = (text: string) =>
		tell(new Create({ id: id(), actor: mei(), to: PUBLIC_COLLECTION, object: reply(path, text) }));
	const others = async () =>
		(await readThread(place.as(), { thread: begun.id })).comments.filter(({ origin }) => origin).length;
	await tell(new Follow({ id: id(), actor: mei(), object: at('/ap/actor/brand') }));
	await say('我先說');
	await work();
	heard.length = 0;
	await tell(new Block({ id: id(), actor: mei(), object: at('/ap/actor/brand') }));
	expect((await place.site.sql`select from federation.follower where address = ${mei().href}`).length).toBe(0);
	const answer = () => postComment(place.as(owner), { thread: begun.id, body: { text: `回答 ${Math.random()}` } });
	await answer();
	await work();
	expect(told()).toEqual([]);
	await say('我又說話了');
	await answer();
	await work();
	expect(told()).toEqual(['Create']);

	await tell(new Follow({ id: id(), actor: mei(), object: at('/ap/actor/brand') }));
	await work();
	const before = await others();
	await blockHost(place.as(owner), { host: `@Mei@${new URL(away).hostname}` });
	expect((await place.site.sql`select from federation.follower where address = ${mei().href}`).length).toBe(0);
	await say('封鎖以後');
	await tell(new Follow({ id: id(), actor: mei(), object: at('/ap/actor/brand') }));
	heard.length = 0;
	await answer();
	await work();
	expect(await others()).toBe(before);
	expect(told()).toEqual([]);
	// Others of the same server are heard on.
	const wei = new URL(`${away}/users/wei`);
	const theirs = reply(path, '我是別人', { attribution: wei });
	const body = new Create({ id: id(), actor: wei, to: PUBLIC_COLLECTION, object: theirs });
	await tell(body, { by: wei });
	expect(await others()).toBe(before + 1);
	await unblockHost(place.as(owner), { host: `mei@${new URL(away).hostname}` });
	await say('解除以後');
	expect(await others()).toBe(before + 2);
	await place.site.sql`delete from federation.said where author = ${wei.href}`;
});

it('takes back what is no longer public, also when it goes between the asking and the sending', async () => {
	await tell(new Follow({ id: id(), actor: mei(), object: at('/ap/actor/brand') }));
	await work();
	heard.length = 0;
	const later = await writeArticle(place.as(owner), {
		title: '馬上收回',
		body: fromMarkdown('字', 'article'),
		slug: 'later',
	});
	await publishArticle(place.as(owner), { id: later.id });
	await unpublishArticle(place.as(owner), { id: later.id });
	await work();
	expect(told()).toEqual([]);
	const [made] = await place.site.sql<{ id: number }[]>`select id from content.article where slug = 'vat'`;
	await unpublishArticle(place.as(owner), { id: made?.id as number });
	await work();
	// With it goes what this house had answered beneath it.
	expect(told()).toEqual(['Delete', 'Delete']);
	expect((await ask(`/ap/object/article/${made?.id}`)).status).toBe(404);
});

it('speaks for open categories, and never for a closed one', async () => {
	const system_ = place.system();
	const open = await createCategory(system_, { slug: 'talk', name: '閒聊' });
	const closed = await createCategory(system_, { slug: 'inner', name: '內部', seenBy: 'members' });
	expect((await ask(`/ap/actor/category-${open.id}`)).status).toBe(200);
	expect((await ask(`/ap/actor/category-${closed.id}`)).status).toBe(404);
	await tell(new Follow({ id: id(), actor: mei(), object: at(`/ap/actor/category-${open.id}`) }));
	await work();
	heard.length = 0;
	const thread = await startThread(place.as(owner), {
		category: open.id,
		title: '大家好嗎',
		body: { text: '我先說一句話' },
	});
	await work();
	expect(told()).toEqual(['Create']);
	const [row] = await place.site.sql<
		{ opening: number }[]
	>`select opening from community.thread where id = ${thread.id}`;
	await hideComment(place.system(), { id: row?.opening as number });
	await work();
	expect(told()).toEqual(['Create', 'Delete']);
	// Nobody takes a member's words for the brand's, and who did not want to be named is not.
	const spoken = (await heard[0]?.toJsonLd()) as { object: { content: string } };
	expect(spoken.object.content).toContain('<p><strong>大家好嗎</strong></p><p>店主</p><p>我先說一句話</p>');
	const masks = await createCategory(system_, { slug: 'masks', name: '匿名', anonymous: true });
	await tell(new Follow({ id: id(), actor: mei(), object: at(`/ap/actor/category-${masks.id}`) }));
	await work();
	heard.length = 0;
	const shy = { category: masks.id, title: '不好意思說', body: { text: '說一件小事' }, nameless: true };
	await startThread(place.as(owner), shy);
	await work();
	const masked = JSON.stringify(await heard[0]?.toJsonLd());
	expect(masked).toContain('匿名會員');
	expect(masked).not.toContain('店主');
	await switchFederation(place.as(owner), { on: false, name: 'soy' });
	expect((await ask('/ap/actor/brand')).status).toBe(404);
});

it('sends what an article is about, its pictures and its language, and has what answers it read page by page, as far as a visitor may', async () => {
	await switchFederation(place.as(owner), { on: true, name: 'soy' });
	await tell(new Follow({ id: id(), actor: mei(), object: at('/ap/actor/brand') }));
	await work();
	heard.length = 0;
	const body = fromMarkdown('開缸了', 'article');
	const made = await writeArticle(place.as(owner), {
		title: '第三缸',
		body,
		slug: 'third',
		tags: ['黑豆 醬油', 'Soy'],
	});
	await publishArticle(place.as(owner), { id: made.id });
	await work();
	const sent = (await heard[0]?.toJsonLd()) as { object: Record<string, unknown> };
	expect(sent.object['tag']).toMatchObject([
		{ type: 'Hashtag', name: '#黑豆_醬油', href: `${home}/tags/${encodeURIComponent('黑豆 醬油')}` },
		{ type: 'Hashtag', name: '#Soy', href: `${home}/tags/Soy` },
	]);
	expect(sent.object).toMatchObject({ content: expect.stringContaining('開缸了') as string });
	expect(JSON.stringify(sent.object['contentMap'])).toContain('開缸了');
	const [row] = await place.site.sql<{ thread: number }[]>`select thread from content.article where id = ${made.id}`;
	const thread = row?.thread as number;
	const say = async (text: string) => {
		const author = (owner as { member: number }).member;
		return (await postComment(place.system(), { thread, author, body: { text } })).id;
	};
	const first = await say('第一句話');
	const hidden = await say('藏起來的話');
	await hideComment(place.system(), { id: hidden });
	const there = reply(`/ap/object/article/${made.id}`, '我從別處來');
	await tell(new Create({ id: id(), actor: mei(), to: PUBLIC_COLLECTION, object: there }));
	for (let number = 0; number < 45; number++) await say(`第 ${number} 句話`);
	const list = (await (await ask(`/ap/object/article/${made.id}/replies`)).json()) as { first: string };
	const pages: string[] = [];
	for (let next: string | undefined = list.first; next;) {
		const page = (await (await fetch(next, { headers: { accept: 'application/activity+json' } })).json()) as {
			items: string | string[];
			next?: string;
		};
		pages.push(...[page.items].flat());
		next = page.next;
	}
	expect(pages).toHaveLength(47);
	expect(pages.slice(0, 2)).toEqual([`${home}/ap/object/comment/${first}`, there.id?.href]);
	expect(pages).not.toContain(`${home}/ap/object/comment/${hidden}`);
	expect((await ask(`/ap/object/comment/${hidden}/replies`)).status).toBe(404);
	await unpublishArticle(place.as(owner), { id: made.id });
	expect((await ask(`/ap/object/article/${made.id}/replies`)).status).toBe(404);
	expect((await ask(`/ap/object/article/${made.id}/replies?cursor=0`)).status).toBe(404);
	await work();
});

it('takes in what stands before words as a warning and where their pictures are, and lets go what is public no longer', async () => {
	const { id: category } = await createCategory(place.system(), { slug: 'warned', name: '提醒' });
	const begun = await startThread(place.as(owner), { category, title: '說說看你的看法', body: { text: '一句話' } });
	const picture = new Image({ url: new URL(`${away}/a.png`), name: '一缸 <b>醬油</b>' });
	const script = new Image({ url: new URL('javascript:alert(1)'), name: 'x' });
	const more = { summary: '劇透', attachments: [picture, script] };
	const said = reply(`/ap/object/comment/${begun.comment}`, '結局是這樣', more);
	await tell(new Create({ id: id(), actor: mei(), to: PUBLIC_COLLECTION, object: said }));
	const words = async () =>
		await place.site
			.sql`select body_text from community.comment where origin_id = ${said.id?.href ?? ''} and deleted is null`;
	expect(String((await words())[0]?.['body_text'])).toMatch(
		/^【劇透】\n+結局是這樣\n+一缸 醬油 http:\/\/127\S+\/a\.png$/,
	);
	// Whoever makes it for followers alone has taken it back from everybody else.
	const narrowed = said.clone({ tos: [new URL(`${away}/users/mei/followers`)] });
	await tell(new Update({ id: id(), actor: mei(), object: narrowed }));
	expect(await words()).toEqual([]);
});

it('tells of what is hidden, shown again, closed, moved and left those who were told, and nobody else', async () => {
	const room = async (slug: string) => (await createCategory(place.system(), { slug, name: slug })).id;
	const [category, other] = [await room('told-one'), await room('told-two')];
	const begin = async (where: number, title: string) =>
		startThread(place.as(owner), { category: where, title, body: { text: '先說一句話' } });
	const one = await begin(category, '一個人說話');
	place.clock.advance(600_000);
	const two = await begin(other, '另外一個人說話');
	const wei = new URL(`${away}/users/wei`);
	await place.site.sql`delete from federation.follower`;
	await tell(
		new Create({
			id: id(),
			actor: mei(),
			to: PUBLIC_COLLECTION,
			object: reply(`/ap/object/comment/${one.comment}`, '我在第一串'),
		}),
	);
	const his = reply(`/ap/object/comment/${two.comment}`, '我在第二串', { attribution: wei });
	await tell(new Create({ id: id(), actor: wei, to: PUBLIC_COLLECTION, object: his }), { by: wei });
	await work();
	const queued = async () => {
		const rows = await place.site.sql`select verb, inbox from federation.delivery order by id`;
		const found = rows.map(
			(row) => `${String(row['verb'])} ${new URL(String(row['inbox'])).pathname.split('/')[2] ?? ''}`,
		);
		await work();
		return found;
	};
	const writer = await createMember(place.system(), { name: '離開的人', email: 'gone@example.com', role: 'member' });
	const said = await postComment(place.system(), { thread: one.id, author: writer.id, body: { text: '我說完就走' } });
	const thing = `comment:${said.id}`;
	const retell = async () => {
		await tellThing(place.system(), { thing });
		return queued();
	};
	expect(await retell()).toEqual(['create mei']);
	expect(await retell()).toEqual([]);
	await hideComment(place.system(), { id: said.id });
	expect(await retell()).toEqual(['delete mei']);
	await showComment(place.system(), { id: said.id });
	expect(await retell()).toEqual(['create mei']);
	// Whoever leaves takes their name along, there as here.
	heard.length = 0;
	await forget(place.system(), { id: writer.id, email: null });
	await place.site.sql`update community.comment set author = null where id = ${said.id}`;
	await work();
	expect(told()).toEqual(['Update']);
	expect(JSON.stringify(await heard[0]?.toJsonLd())).not.toContain('離開的人');
	// Moved to where somebody else took part, it is taken back from those who were told of it.
	await place.site.sql`update community.comment set thread = ${two.id}, hidden = now() where id = ${said.id}`;
	expect((await retell()).toSorted()).toEqual(['delete mei', 'delete wei']);
	await place.site.sql`update community.comment set thread = ${one.id}, hidden = null where id = ${said.id}`;
	expect(await retell()).toEqual(['create mei']);
	// An activity has the moment in its name.
	place.clock.advance(1_000);
	// What is closed while the house is silent is taken back when it speaks again.
	await switchFederation(place.as(owner), { on: false, name: 'soy' });
	await place.site.sql`update community.category set seen_by = 'members' where id = ${category}`;
	await work();
	heard.length = 0;
	await switchFederation(place.as(owner), { on: true, name: 'soy' });
	await work();
	expect(told()).toContain('Delete');
	expect(JSON.stringify(await Promise.all(heard.map((one) => one.toJsonLd())))).toContain(
		`/ap/object/${thing.replace(':', '/')}`,
	);
	expect((await ask(`/ap/object/${thing.replace(':', '/')}`)).status).toBe(404);
});

it('talks about products as about articles, both ways, while there is such a product', async () => {
	const { id: product } = await keepProduct(place.as(owner), {
		source: 'shop',
		sku: 'A1',
		name: '壺底油 <1>',
		description: '第一段\n\n第二段',
	} as never);
	await place.runJobs();
	const path = `/ap/object/product/${product}`;
	expect(await (await ask(path)).json()).toMatchObject({
		type: 'Page',
		name: '壺底油 <1>',
		content: '<p>第一段</p><p>第二段</p>',
	});
	heard.length = 0;
	const said = reply(path, '這瓶好用');
	await tell(new Create({ id: id(), actor: mei(), to: PUBLIC_COLLECTION, object: said }));
	const [row] = await place.site.sql<
		{ id: number; thread: number }[]
	>`select id, thread from community.comment where origin_id = ${said.id?.href ?? ''}`;
	const thread = row?.thread as number;
	await postComment(place.as(owner), { thread, parent: row?.id, body: { text: '謝謝，下次再來' } });
	const { id: own } = await postComment(place.as(owner), { thread, body: { text: '我們自己也天天用' } }).catch(
		async () => {
			place.clock.advance(120_000);
			return postComment(place.as(owner), { thread, body: { text: '我們自己也天天用' } });
		},
	);
	await work();
	expect(told()).toEqual(['Create', 'Create']);
	const spoken = JSON.stringify(await Promise.all(heard.map((one) => one.toJsonLd())));
	expect(spoken).toContain(`"inReplyTo":"${home}${path}"`);
	expect(spoken).toContain(`"inReplyTo":"${said.id?.href}"`);
	const list = await (await ask(`${path}/replies?cursor=0`)).json();
	expect(JSON.stringify(list)).toContain(`${home}/ap/object/comment/${own}`);
	expect((await ask('/ap/object/product/999999')).status).toBe(404);
});

it('tells somebody in their archive what of theirs was sent elsewhere, and lets the name of who blocked go with them', async () => {
	const writer = await createMember(place.system(), { name: '寫手', email: 'writer@example.com', role: 'member' });
	const { id: category } = await createCategory(place.system(), { slug: 'sent', name: '寄出去的' });
	const begun = { category, title: '寄到別處', body: { text: '第一句話' } };
	const { id: thread } = await startThread(place.as(owner), begun);
	const said = { thread, author: writer.id, body: { text: '傳到別處的一句話' } };
	const { id } = await postComment(place.system(), said);
	await place.site
		.sql`insert into federation.sent (thing, speaker, digest, sent) values (${`comment:${id}`}, 'brand', 'x', now())`;
	await place.site.sql`insert into federation.blocked values ('far.example', '', now(), ${writer.id})`;
	const person = { id: writer.id, email: null };
	const rows = await Array.fromAsync(federationPerson.collect(place.system(), person));
	expect(rows).toMatchObject([{ section: 'sent-elsewhere', row: { thing: `comment:${id}`, withdrawn: null } }]);
	await forget(place.system(), person);
	const [row] = await place.site.sql`select blocked_by from federation.blocked where host = 'far.example'`;
	expect(row).toEqual({ blocked_by: null });
});

it('takes nonsense for nonsense: whatever is sent, in whatever shape, breaks nothing', async () => {
	const post = async (body: string, type = 'application/activity+json') =>
		(await fetch(at('/ap/inbox'), { method: 'POST', body, headers: { 'content-type': type } })).status;
	const proto =
		'{"@context":"https://www.w3.org/ns/activitystreams","type":"Create","__proto__":{"actor":"x"},"constructor":[]}';
	const deep = `${'{"object":'.repeat(2_000)}1${'}'.repeat(2_000)}`;
	for (const body of [
		'',
		'{',
		'null',
		'[]',
		'7',
		'"x"',
		'{}',
		'[[[]]]',
		'{"type":["Create",null,{}]}',
		proto,
		deep,
		'\u0000',
	])
		expect(await post(body), body.slice(0, 40)).toBeLessThan(500);
	for (const field of ['id', 'actor', 'object', 'to', 'cc', 'type', 'published', 'tag'])
		for (const value of [
			null,
			7,
			[],
			[[]],
			{},
			{ $gt: '' },
			'x'.repeat(100_000),
			['javascript:alert(1)', null],
			'__proto__',
		]) {
			const activity = {
				'@context': 'https://www.w3.org/ns/activitystreams',
				type: 'Create',
				actor: mei().href,
				[field]: value,
			};
			expect(await post(JSON.stringify(activity)), `${field} ${JSON.stringify(value).slice(0, 40)}`).toBeLessThan(500);
		}
	expect(await post('x=1', 'application/x-www-form-urlencoded')).toBeLessThan(500);
	// Signed by somebody who may be heard, it is no better.
	const note = {
		type: 'Note',
		id: `${away}/odd/1`,
		attributedTo: mei().href,
		to: PUBLIC_COLLECTION.href,
		content: '話',
		inReplyTo: at('/x').href,
	};
	const odd: unknown[] = [
		null,
		7,
		[],
		[[]],
		{},
		{ type: 'Image', url: 7 },
		['x', null],
		'x'.repeat(100_000),
		{ '@value': 7 },
		'\u0000',
		'\ud800',
	];
	for (const field of [
		'id',
		'type',
		'attributedTo',
		'to',
		'content',
		'contentMap',
		'summary',
		'inReplyTo',
		'published',
		'attachment',
		'url',
	])
		for (const value of odd) {
			const letter = {
				'@context': 'https://www.w3.org/ns/activitystreams',
				...{
					type: 'Create',
					id: id().href,
					actor: mei().href,
					to: PUBLIC_COLLECTION.href,
					object: { ...note, [field]: value },
				},
			};
			const { status } = await tell({ toJsonLd: async () => letter } as unknown as Activity);
			expect(status, `${field} ${JSON.stringify(value).slice(0, 40)}`).toBeLessThan(500);
		}
	// Names of nothing, and of what every object has.
	for (const path of [
		...['/ap/actor/__proto__', '/ap/actor/constructor', '/ap/actor/toString/outbox', '/ap/object/__proto__/1'],
		...['/ap/object/comment/__proto__', '/ap/object/comment/1e3', "/ap/object/comment/1'--", '/ap/object/article/-1'],
		...['/ap/object/comment/99999999999999999999', "/ap/object/article/1/replies?cursor=1'", '/ap/object/x/1/likes'],
	])
		expect((await ask(path)).status, path).toBe(404);
	expect((await ask('/ap/actor/brand')).status).toBe(200);
});

it('answers for its own names alone, whoever asked before', async () => {
	const host = new URL(home).host;
	const finger = async (resource: string) =>
		(await ask(`/.well-known/webfinger?resource=${encodeURIComponent(resource)}`)).status;
	for (const odd of [
		'acct:soy@evil.example',
		'acct:__proto__@' + host,
		'acct:constructor@' + host,
		'acct:@' + host,
		'soy',
		"acct:'@" + host,
	])
		for (let again = 0; again < 2; again++) expect(await finger(odd), odd).toBeGreaterThanOrEqual(400);
	expect(await finger(`acct:soy@${host}`)).toBe(200);
	expect(await finger('acct:soy@evil.example')).toBeGreaterThanOrEqual(400);
});

it('believes no letter that was changed on its way, is old, or is signed by somebody else; what comes fifty times is heard once', async () => {
	const { id: category } = await createCategory(place.system(), { slug: 'forged', name: '偽造' });
	place.clock.advance(600_000);
	const begun = await startThread(place.as(owner), { category, title: '這是誰說的', body: { text: '一句話' } });
	const path = `/ap/object/comment/${begun.comment}`;
	const shown = async () =>
		(await readThread(place.as(), { thread: begun.id })).comments.flatMap(({ origin, html }) => (origin ? [html] : []));
	const create = (more: object = {}, text = '偽造的') =>
		new Create({ id: id(), actor: mei(), to: PUBLIC_COLLECTION, object: reply(path, text), ...more });
	const sign = async (activity: Activity, by = mei()) =>
		signRequest(
			new Request(at('/ap/inbox'), {
				method: 'POST',
				body: JSON.stringify(await activity.toJsonLd()),
				headers: { 'content-type': 'application/activity+json' },
			}),
			(keys[0] as CryptoKeyPair).privateKey,
			new URL('#main-key', by),
		);
	const signed = await sign(create());
	const changed = (await signed.clone().text()).replace('偽造的', '改過的');
	expect((await fetch(new Request(signed.clone(), { body: changed, method: 'POST' }))).status).toBe(401);
	// Without a signature; with one that says another time than was signed.
	const bare = { method: 'POST', headers: { 'content-type': 'application/activity+json' } };
	expect((await fetch(at('/ap/inbox'), { ...bare, body: await signed.clone().text() })).status).toBe(401);
	const late = new Headers(signed.headers);
	late.set('date', new Date(Date.now() - 86_400_000).toUTCString());
	expect((await fetch(new Request(signed.clone(), { headers: late }))).status).toBe(401);
	// Another's name above one's own signature, on this server and on another; a letter with the number of somebody else's.
	const wei = new URL(`${away}/users/wei`);
	await tell(create({ actor: wei, object: reply(path, '偽造的', { attribution: wei }) }));
	const victim = new URL('https://victim.example/users/mei');
	await tell(create({ actor: victim, object: reply(path, '偽造的', { attribution: victim }) }));
	await tell(create({ id: new URL('https://victim.example/activities/1') }));
	await tell(create({ object: reply(path, '偽造的').clone({ attributions: [victim, mei()] }) }));
	expect(await shown()).toEqual([]);
	// It is the signature that was missing: with it, fifty at once are one.
	const real = await sign(create({}, '真的'));
	const like = new Like({ id: id(), actor: mei(), object: at(path) });
	const liked = await sign(like);
	await Promise.all(Array.from({ length: 50 }, (_, turn) => fetch((turn % 2 ? real : liked).clone())));
	await work();
	expect(await shown()).toEqual(['<p>真的</p>']);
	expect((await place.site.sql`select from federation.liked where thing = ${`comment:${begun.comment}`}`).length).toBe(
		1,
	);
	expect((await place.site.sql`select from federation.heard where activity = ${like.id?.href ?? ''}`).length).toBe(1);
});

it('asks nothing of the inside, whoever names it: as actor, key, inbox or words', async () => {
	let asked = 0;
	// Nobody opened this door: only 127.0.0.1 itself is reached.
	const inside = createServer((_, response) => {
		asked += 1;
		response.end('{}');
	}).listen(0, '127.0.0.2');
	await new Promise((resolve) => inside.once('listening', resolve));
	const port = (inside.address() as AddressInfo).port;
	for (const host of [
		`127.0.0.2:${port}`,
		`[::ffff:127.0.0.2]:${port}`,
		`2130706434:${port}`,
		`0x7f000002:${port}`,
		'169.254.169.254',
	]) {
		const there = new URL(`http://${host}/users/mei`);
		const about = { id: new URL('#1', there), actor: there, to: PUBLIC_COLLECTION };
		await tell(new Follow({ ...about, object: at('/ap/actor/brand') }), { by: there });
		await tell(new Create({ ...about, object: new URL('/words/1', there) }), { by: there });
		// By somebody who may be heard, about what stands there.
		await tell(new Create({ id: id(), actor: mei(), to: PUBLIC_COLLECTION, object: new URL('/words/1', there) }));
		await tell(new Undo({ id: id(), actor: mei(), object: new URL('/follows/1', there) }));
	}
	await work();
	expect(asked).toBe(0);
	inside.close();
});

it('says in the head of a page where other servers read it, while anything answers them there', async () => {
	const about: string[] = [];
	const visitor = { ...place.as(), about: (...things: string[]) => void about.push(...things) };
	const { id: article } = await writeArticle(place.as(owner), {
		title: '頁首的位址',
		body: fromMarkdown('一篇短的', 'article'),
	});
	await publishArticle(place.as(owner), { id: article });
	const address = await findOpenAddress(visitor, { thing: `article:${article}` });
	expect(address).toBe(`${home}/ap/object/article/${article}`);
	const asked = { headers: { accept: 'application/activity+json' } };
	expect(await (await fetch(address ?? '', asked)).json()).toMatchObject({ id: address, name: '頁首的位址' });
	// Of what they would not be answered there, nobody says where: for members, not out yet, in a closed room, hidden, or nothing at all.
	const written = { body: fromMarkdown('一篇短的', 'article') };
	const { id: inner } = await writeArticle(place.as(owner), { ...written, title: '會員的', access: 'members' });
	await publishArticle(place.as(owner), { id: inner });
	const { id: draft } = await writeArticle(place.as(owner), { ...written, title: '還沒好' });
	const begin = async (slug: string, more: object) => {
		place.clock.advance(600_000);
		const { id: category } = await createCategory(place.system(), { slug, name: slug, ...more });
		return startThread(place.as(owner), { category, title: `在 ${slug}`, body: { text: `說說 ${slug}` } });
	};
	const shut = await begin('head-shut', { seenBy: 'members' });
	const open = await begin('head-open', {});
	expect(await findOpenAddress(visitor, { thing: `comment:${open.comment}` })).not.toBeNull();
	await hideComment(place.system(), { id: open.comment });
	for (const thing of [
		`article:${inner}`,
		`article:${draft}`,
		`comment:${shut.comment}`,
		`comment:${open.comment}`,
		'product:999999',
		'x',
	])
		for (const reader of [visitor, place.as(owner)]) expect(await findOpenAddress(reader, { thing }), thing).toBeNull();
	await switchFederation(place.as(owner), { on: false, name: 'soy' });
	expect(await findOpenAddress(visitor, { thing: `article:${article}` })).toBeNull();
	await switchFederation(place.as(owner), { on: true, name: 'soy' });
	// Kept pages are made anew with the switch, and not whenever somebody follows.
	expect(new Set(about)).toEqual(new Set(['federation-switch']));
});
