import { afterAll, beforeAll, expect, it } from 'vitest';
import '#app/person-sources.ts';
import type { Actor, Role } from '#platform/actor.ts';
import { lineNetwork } from '#network/line/line-network.ts';
import { offerNetworks } from '#network/known-networks.ts';
import { connectProvider } from '#membership/server/commands/enter-by-provider.ts';
import {
	createMember,
	eraseMember,
	findKnownAs,
	joinIdentity,
	listTouches,
	openArchive,
	partIdentity,
	readMember,
} from '#membership/server/index.ts';
import { connectByToken, hearNetwork } from '#publishing/server/index.ts';
import { fakeLine, type FakeLine } from '#testing/line/fake-line.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { readWhoWrote, sayWhoWrote } from './who-wrote.ts';
import { answerConversation, listConversations, readConversation } from '#inbox/server/index.ts';

let place: TestSite;
let line: FakeLine;
let owner: number;
let mei: number;
let other: number;
/** What LINE calls the woman who writes. */
let person: string;
const as = (member: number, role: Role = 'member') =>
	place.as({ kind: 'member', member, name: '', handle: '', role } satisfies Actor);
const boss = () => as(owner, 'owner');

beforeAll(async () => {
	line = await fakeLine(() => place.clock.now());
	place = await testSite({ LINE_URL: line.url, PUBLIC_URL: 'https://soy.example' });
	offerNetworks([lineNetwork()]);
	owner = (await createMember(place.system(), { name: '林燕秋', email: 'o@example.com', role: 'owner' })).id;
	mei = (await createMember(place.system(), { name: '陳美惠', email: 'mei@example.com', handle: 'mei' })).id;
	other = (await createMember(place.system(), { name: '別人', email: 'other@example.com' })).id;
	await connectByToken(boss(), { network: 'line', given: { token: line.token, secret: line.secret } });
	await place.runJobs();
	await write('小美', '今天幾點關門？');
	await write('小美', '可以代買嗎？');
	await write('路人', '有停車場嗎？');
	const [first] = await place.site.sql<{ person: string }[]>`select person from publishing.message order by id limit 1`;
	person = first?.person ?? '';
});
afterAll(async () => {
	await place.close();
	await line.close();
});

async function write(name: string, text: string): Promise<void> {
	place.clock.advance(60_000);
	await hearNetwork(place.as(), { network: 'line', ...line.call([line.wrote(name, { type: 'text', text })]) });
	await place.runJobs();
}
const conversation = async () =>
	(await listConversations(boss(), { state: 'waiting' })).items.find(({ author }) => author === '小美')?.id ?? 0;
const touches = async (member: number, role: Role = 'owner') =>
	(await listTouches(as(owner, role), { member })).items
		.filter(({ kind }) => kind === 'message' || kind === 'answer')
		.map(({ kind, text }) => `${kind} ${text}`);
async function archive(member: number): Promise<string> {
	let text = '';
	for await (const piece of (await openArchive(boss(), member))()) text += piece;
	return text;
}

it('what somebody wrote on a network stands on the card of the member whom staff say they are, until they are parted', async () => {
	const id = await conversation();
	expect(await touches(mei)).toEqual([]);
	for (const who of ['', '@nobody', 'nobody@example.com', "' or 1=1", 'm\u0435i'])
		await expect(sayWhoWrote(boss(), String(id), who), who).rejects.toMatchObject({
			details: { fields: [{ path: 'who' }] },
		});
	for (const role of ['author', 'moderator'] as const)
		await expect(sayWhoWrote(as(owner, role), String(id), '@mei')).rejects.toMatchObject({ status: 403 });
	await sayWhoWrote(boss(), String(id), ' @mei ');
	await answerConversation(boss(), { conversation: id, text: '八點喔' });
	await place.runJobs();
	expect(await touches(mei)).toEqual(['answer 八點喔', 'message 可以代買嗎？', 'message 今天幾點關門？']);
	// What is between two is not for those who count.
	expect(await touches(mei, 'analyst')).toEqual([]);
	expect(await archive(mei)).toContain('可以代買嗎？');
	expect(await archive(mei)).not.toContain('停車場');
	const { identities } = await readMember(boss(), { id: mei });
	expect(identities).toMatchObject([{ kind: 'line', value: person, origin: 'staff', reason: '小美' }]);
	const locals = { ctx: boss(), actor: boss().actor } as never;
	expect(await readWhoWrote(locals, await readConversation(boss(), { id }))).toEqual({
		member: { id: mei, name: '陳美惠' },
		mayJoin: false,
	});
	await partIdentity(boss(), { identity: identities[0]?.id });
	expect(await touches(mei)).toEqual([]);
	expect(await archive(mei)).not.toContain('可以代買嗎？');
});

it('who signs in by an account has proved that it is theirs: nobody is joined to it against that, and what was is parted', async () => {
	const [provider] = await place.site.sql<{ id: number }[]>`
		insert into membership.provider (key, kind, client, secret, opened) values ('line', 'line', 'c', 'x', now()) returning id`;
	await joinIdentity(boss(), { member: other, kind: 'line', value: person });
	expect(await findKnownAs(boss(), { network: 'line', person })).toMatchObject({ id: other });
	const account = { provider: provider?.id ?? 0, subject: person, name: '小美', email: null, verified: false };
	await connectProvider(as(mei), account);
	await connectProvider(as(mei), account);
	expect((await readMember(boss(), { id: other })).identities).toMatchObject([{ parted: place.clock.now() }]);
	expect(await findKnownAs(boss(), { network: 'line', person })).toMatchObject({ id: mei });
	expect((await readMember(boss(), { id: mei })).accounts).toMatchObject([
		{ kind: 'line', provider: 'LINE', name: '小美', subject: person },
	]);
	expect(await touches(mei)).toContain('message 可以代買嗎？');
	await expect(joinIdentity(boss(), { member: other, kind: 'line', value: person })).rejects.toMatchObject({
		details: { fields: [{ path: 'value', key: 'identity-taken' }] },
	});
});

it('goes with its person, every word of it, and nobody else’s', async () => {
	await eraseMember(boss(), { member: mei });
	await place.runJobs();
	const left = JSON.stringify([
		await place.site.sql`select * from publishing.message`,
		await place.site.sql`select * from inbox.conversation`,
		await place.site.sql`select * from inbox.answer`,
	]);
	for (const word of ['代買', '關門', '小美', '八點', person]) expect(left, word).not.toContain(word);
	expect(left).toContain('停車場');
});
