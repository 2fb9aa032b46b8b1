import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { dnsServer, type DnsServer } from '#testing/dns-server.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import type { Actor } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { dropDatabase, openControl } from '#platform/installation/control.ts';
import { siteDomains } from '#platform/installation/site-domains.ts';
import type { Sql } from '#platform/database/connect.ts';
import { randomToken } from '#platform/token.ts';
import { claimDomain, dropDomain, listDomains, lookAtDomain, makeMainDomain } from '#site/server/index.ts';

let dns: DnsServer;
let web: http.Server;
let answer = (_host: string): string => '';
let place: TestSite;
let control: Sql;
const database = `control_${randomToken(10)}`;
const owner: Actor = { kind: 'member', member: 1, name: 'o', handle: 'o', role: 'owner' };
let ctx: Ctx;

beforeAll(async () => {
	dns = await dnsServer();
	web = http.createServer((request, response) =>
		response.end(request.url === '/.well-known/homecourt-domain' ? answer(request.headers.host ?? '') : 'home'),
	);
	await new Promise<void>((done) => web.listen(0, '127.0.0.1', done));
	const port = (web.address() as AddressInfo).port;
	place = await testSite({ DNS_SERVERS: dns.address, PUBLIC_URL: `http://localhost:${port}` });
	await place.site.sql`insert into membership.member (name, handle, role, locale, joined)
		values ('o', 'o', 'owner', 'zh-TW', now())`;
	control = await openControl(inject('server'), database);
	await control`insert into control.site (name, database) values ('test', 'x'), ('other', 'y')`;
	await control`insert into control.domain (host, site, main) values ('first.example.com', 'test', true), ('taken.com', 'other', true)`;
	const plain = place.as(owner);
	const domains = siteDomains(control, 'test', Buffer.alloc(32, 9));
	ctx = { ...plain, site: { ...plain.site, domains } };
});
beforeEach(() => {
	dns.zone.clear();
	// As the front answers: by the name that was asked for.
	answer = (host) => ctx.site.domains.proofOf(host.replace(/:\d+$/, ''));
});
afterAll(async () => {
	dns.close();
	web.close();
	await control.end();
	await dropDatabase(inject('server'), database);
	await place.close();
});

const hosts = async () => (await listDomains(ctx, {})).hosts.map(({ host, main }) => (main ? `*${host}` : host));
const look = async (host: string) => (await lookAtDomain(ctx, { host })).seen;

it('answers to a host once it leads here, and not before', async () => {
	await claimDomain(ctx, { host: 'https://Shop.Brand.com/x' });
	expect(await hosts()).toEqual(['*first.example.com']);
	expect(await look('shop.brand.com')).toBe('no-address');
	dns.zone.set('shop.brand.com', { a: '127.0.0.1' });
	answer = () => '<html>somebody else</html>';
	expect(await look('shop.brand.com')).toBe('elsewhere');
	// A proxy that hides under which name it was asked proves nothing.
	answer = () => ctx.site.domains.proofOf('localhost');
	expect(await look('shop.brand.com')).toBe('elsewhere');
	expect((await listDomains(ctx, {})).claims).toMatchObject([{ host: 'shop.brand.com', seen: 'elsewhere' }]);
	answer = (host) => ctx.site.domains.proofOf(host.replace(/:\d+$/, ''));
	expect(await look('shop.brand.com')).toBe('leads-here');
	expect(await hosts()).toEqual(['*first.example.com', 'shop.brand.com']);
	await expect(claimDomain(ctx, { host: 'shop.brand.com' })).rejects.toMatchObject({ code: 'domain.here-already' });
});

it('believes a DNS record before the host leads here', async () => {
	await claimDomain(ctx, { host: 'next.com' });
	const [claim] = (await listDomains(ctx, {})).claims;
	dns.zone.set('_homecourt.next.com', { txt: 'homecourt=guessed' });
	expect(await look('next.com')).toBe('no-address');
	dns.zone.set('_homecourt.next.com', { txt: claim?.token ?? '' });
	expect(await look('next.com')).toBe('proven');
	expect(await hosts()).toContain('next.com');
	// But nobody is sent there yet.
	await expect(makeMainDomain(ctx, { host: 'next.com' })).rejects.toMatchObject({ code: 'domain.not-reached' });
	expect(await hosts()).toContain('*first.example.com');
});

it('becomes the main one when it is seen to lead here', async () => {
	dns.zone.set('shop.brand.com', { a: '127.0.0.1' });
	await makeMainDomain(ctx, { host: 'shop.brand.com' });
	expect(await hosts()).toEqual(['*shop.brand.com', 'first.example.com', 'next.com']);
	await expect(dropDomain(ctx, { host: 'shop.brand.com' })).rejects.toMatchObject({ code: 'domain.main' });
	await dropDomain(ctx, { host: 'next.com' });
	await dropDomain(ctx, { host: 'next.com' });
	expect(await hosts()).toEqual(['*shop.brand.com', 'first.example.com']);
	await expect(makeMainDomain(ctx, { host: 'next.com' })).rejects.toMatchObject({ code: 'domain.not-found' });
});

it('does not knock at doors inside the network', async () => {
	await claimDomain(ctx, { host: 'rebind.com' });
	for (const address of ['10.255.255.1', '169.254.169.254', '192.168.77.77', '127.9.9.9', '0.0.0.0']) {
		dns.zone.set('rebind.com', { a: address });
		expect(await look('rebind.com'), address).toBe('forbidden');
	}
});

it('leaves other sites their hosts, and refuses what is no public name', async () => {
	await claimDomain(ctx, { host: 'taken.com' });
	dns.zone.set('taken.com', { a: '127.0.0.1' });
	await expect(look('taken.com')).rejects.toMatchObject({ code: 'site.host-taken' });
	for (const host of ['localhost', '127.0.0.1', 'db.internal', 'brand.com:81', ''])
		await expect(claimDomain(ctx, { host }), host).rejects.toMatchObject({ code: 'input.invalid' });
	await expect(look('never-claimed.com')).rejects.toMatchObject({ code: 'domain.not-found' });
});

it("is the owner's alone", async () => {
	const editor = { ...ctx, actor: { ...owner, role: 'editor' } as Actor };
	for (const deed of [claimDomain, dropDomain, lookAtDomain, makeMainDomain])
		await expect(deed(editor, { host: 'a.com' })).rejects.toMatchObject({ status: 403 });
	await expect(listDomains(editor, {})).rejects.toMatchObject({ status: 403 });
});
