import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectShop, readRevenue } from '#commerce/server/index.ts';
import { openThread, postComment, readThread } from '#community/server/index.ts';
import { roles, type Actor } from '#platform/actor.ts';
import { paidOrder } from '#testing/paid-order.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import {
	answerFields,
	changeConsent,
	changeProfile,
	changeRole,
	createMember,
	createSignInLink,
	decideRequest,
	eraseAsked,
	eraseMember,
	extendRequest,
	joinIdentity,
	joinWithCode,
	keepField,
	labelMember,
	listMembers,
	listOwnRequests,
	listRequests,
	makeRequest,
	openArchive,
	readMember,
	readProfile,
	requestCode,
	setPassword,
	suspendMember,
	withdrawRequest,
	writeRemark,
} from '#membership/server/index.ts';
import { browser } from '#membership/server/testing/browser.ts';

let place: TestSite;
let mei: number;
let anna: number;
let thread: number;
let taste: number;
const day = 86_400_000;
const as = (member: number, role: (typeof roles)[number] = 'member', name = '甲'): Actor => ({
	kind: 'member',
	member,
	name,
	handle: 'x',
	role,
});
const owner = () => place.as(as(anna, 'owner'));
const order = (email: string, id: string) => paidOrder(place, email, id);

/** Words by which the person would be known again, wherever they lie. */
const marks = [
	'zhenmeihui',
	'甄美惠',
	'老饕的自我介紹',
	'0912345678',
	'+886912345678',
	'愛吃辣的備註',
	'愛吃的口味',
	'203.0.113.77',
];

/** A person with a trace in every room. */
async function live(): Promise<number> {
	const phone = browser('203.0.113.77');
	const email = 'zhenmeihui@example.com';
	phone.keep((await requestCode(place.as(), { email, from: phone.from() })).cookies);
	const [mail] = await place.site.sql<{ body_text: string }[]>`
		select body_text from platform.mail where recipient = ${email} order by id desc limit 1`;
	const code = /\n(\d{6})\n/.exec(mail?.body_text ?? '')?.[1] as string;
	const { member } = await joinWithCode(place.as(), {
		name: '甄美惠',
		email,
		code,
		news: true,
		heardFrom: 'zhenmeihui 的朋友',
		from: phone.from(),
	});
	const own = place.as(as(member.id, 'member', '甄美惠'));
	await changeProfile(own, { member: member.id, handle: 'zhenmeihui', bio: '老饕的自我介紹' });
	await setPassword(own, { member: member.id, password: 'four two vats of soy' });
	await postComment(own, { thread, body: { text: '這瓶醬油讓我想起外婆' } } as never);
	await order(email, 'Z1');
	await writeRemark(owner(), { member: member.id, text: '愛吃辣的備註' });
	await labelMember(owner(), { member: member.id, name: 'VIP' });
	await answerFields(own, { member: member.id, answers: { [`field-${taste}`]: '甄美惠愛吃的口味' } });
	await joinIdentity(owner(), { member: member.id, kind: 'phone', value: '0912345678' });
	await place.site.sql`
		insert into insight.visit (visitor, day, began, last_seen, entry_path, source, channel, pages, member)
		values ('0123456789abcdef', '2026-11-24', now(), now(), '/soy', 'facebook', 'social', 1, ${member.id})`;
	await place.site.sql`insert into notification.subscriber (email, created) values (${email}, now())`;
	await place.runJobs();
	return member.id;
}

/** Every table of the site with a row that has one of these words in it. */
async function tablesWith(words: readonly string[]): Promise<string[]> {
	const tables = await place.site.sql<{ name: string }[]>`
		select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
		where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1`;
	expect(tables.length).toBeGreaterThan(60);
	const found: string[] = [];
	for (const { name } of tables) {
		const [row] = await place.site.sql.unsafe(
			`select count(*)::int as count from ${name} t where exists (select from unnest($1::text[]) w where position(lower(w) in lower(t::text)) > 0)`,
			[words as string[]] as never[],
		);
		if ((row as unknown as { count: number }).count) found.push(name);
	}
	return found;
}

async function archive(actor: Actor, member: number): Promise<Record<string, unknown[]>> {
	let text = '';
	for await (const piece of (await openArchive(place.as(actor), member))()) text += piece;
	return (JSON.parse(text) as { data: Record<string, unknown[]> }).data;
}

beforeAll(async () => {
	place = await testSite();
	anna = (await createMember(place.system(), { name: '安', email: 'anna@example.com', role: 'owner' })).id;
	await connectShop(owner(), { handle: 'shop', name: 'Shop' });
	thread = (await openThread(place.system(), { subject: 'article:1', title: 'T', path: '/t' })).id;
	taste = (await keepField(owner(), { name: '口味', kind: 'line', seenBy: 'staff' })).id;
	mei = await live();
});
afterAll(() => place.close());

describe('the copy of everything', () => {
	it('has what every room keeps about the person, and no secret', async () => {
		const data = await archive(as(mei), mei);
		expect(Object.keys(data)).toEqual([
			'community.comments',
			'community.reading',
			'commerce.orders',
			'insight.visits',
			'inbox.conversations',
			'notification.newsletter',
			'membership.profile',
			'membership.answers',
			'membership.preferences',
			'membership.consents',
			'membership.sessions',
			'membership.password',
			'membership.labels',
			'membership.remarks',
			'membership.identities',
			'membership.facts',
		]);
		const text = JSON.stringify(data);
		for (const word of [
			'這瓶醬油讓我想起外婆',
			'Z1',
			'1280',
			...marks.slice(0, 3),
			'愛吃辣的備註',
			'愛吃的口味',
			'facebook',
		])
			expect(text, word).toContain(word);
		expect(text).not.toMatch(/scrypt|digest/);
		expect(text).not.toContain('anna@example.com');
	});

	it('is the person’s own, and the owner’s to hand over', async () => {
		await archive(as(anna, 'owner'), mei);
		for (const role of roles.filter((one) => one !== 'owner'))
			await expect(openArchive(place.as(as(anna, role)), mei)).rejects.toMatchObject({ status: 403 });
		await expect(openArchive(place.as(), mei)).rejects.toMatchObject({ status: 401 });
		await expect(openArchive(place.as({ ...as(mei), withheld: 'editor' } as Actor), mei)).rejects.toMatchObject({
			status: 403,
		});
	});
});

describe('a request', () => {
	it('has the law’s clock, is one of its kind, and stops marketing at once', async () => {
		const stop = await makeRequest(place.as(as(mei)), { member: mei, kind: 'stop', text: '請不要再寄' });
		expect(stop.due.getTime() - place.clock.now().getTime()).toBe(30 * day);
		const see = await makeRequest(place.as(as(anna, 'moderator')), { member: mei, kind: 'see' });
		expect(see.due.getTime() - place.clock.now().getTime()).toBe(15 * day);
		await expect(makeRequest(place.as(as(mei)), { member: mei, kind: 'stop' })).rejects.toMatchObject({
			code: 'request.there',
			status: 409,
		});
		const [row] = await place.site
			.sql`select refused is not null as refused from membership.preference where member = ${mei}`;
		expect(row).toEqual({ refused: true });
		const [mail] = await place.site.sql<
			{ subject: string }[]
		>`select subject from platform.mail order by id desc limit 1`;
		expect(mail?.subject).toBe('收到你的請求：查詢或閱覽我的資料');
		expect((await listRequests(owner(), {})).items.map(({ kind }) => kind)).toEqual(['see', 'stop']);
	});

	it('is extended once, before it is late, and decided once, in writing', async () => {
		const [see] = (await listRequests(owner(), {})).items;
		const request = see?.id ?? 0;
		await extendRequest(owner(), { request, reason: '資料在舊系統' });
		expect((await listRequests(owner(), {})).items.at(-1)).toMatchObject({ id: request });
		await expect(extendRequest(owner(), { request, reason: '再一次' })).rejects.toMatchObject({
			code: 'request.extended',
		});
		await expect(decideRequest(owner(), { request, decision: 'refused', answer: ' ' })).rejects.toMatchObject({
			details: { fields: [{ path: 'answer', key: 'missing' }] },
		});
		const both = await Promise.allSettled(
			[1, 2].map(() => decideRequest(owner(), { request, decision: 'done', answer: '都在附件' })),
		);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		await expect(decideRequest(owner(), { request, decision: 'done' })).rejects.toMatchObject({
			code: 'request.decided',
		});
		const [stop] = (await listRequests(owner(), {})).items;
		place.clock.advance(31 * day);
		expect((await listRequests(owner(), {})).items).toMatchObject([{ id: stop?.id, late: true }]);
		await expect(extendRequest(owner(), { request: stop?.id, reason: 'x' })).rejects.toMatchObject({
			code: 'request.late',
		});
		await decideRequest(owner(), { request: stop?.id, decision: 'done' });
	});

	it('is its member’s to make and take back, and the desk’s to decide', async () => {
		const { id } = await makeRequest(place.as(as(mei)), { member: mei, kind: 'correct' });
		for (const role of ['member', 'author', 'analyst'] as const) {
			const stranger = place.as(as(anna, role));
			await expect(makeRequest(stranger, { member: mei, kind: 'delete' })).rejects.toMatchObject({ status: 403 });
			await expect(withdrawRequest(stranger, { request: id })).rejects.toMatchObject({ status: 404 });
			await expect(decideRequest(stranger, { request: id, decision: 'done' })).rejects.toMatchObject({ status: 403 });
			await expect(listRequests(stranger, {})).rejects.toMatchObject({ status: 403 });
			await expect(listOwnRequests(stranger, { member: mei })).rejects.toMatchObject({ status: 403 });
		}
		await withdrawRequest(place.as(as(mei)), { request: id });
		await withdrawRequest(place.as(as(mei)), { request: id });
		await expect(decideRequest(owner(), { request: id, decision: 'done' })).rejects.toMatchObject({
			code: 'request.decided',
		});
	});
});

describe('letting a person go', () => {
	it('waits seven days in which the person may think again, then leaves no word of them in any table', async () => {
		expect((await tablesWith(marks)).length).toBeGreaterThan(7);
		const revenue = await readRevenue(owner(), { from: '2026-11-01', to: '2027-02-01' });
		const first = await makeRequest(place.as(as(mei)), { member: mei, kind: 'delete', text: '甄美惠想離開' });
		place.clock.advance(6 * day);
		await eraseAsked.run(place.system(), {});
		await withdrawRequest(place.as(as(mei)), { request: first.id });
		place.clock.advance(6 * day);
		await eraseAsked.run(place.system(), {});
		expect(await readMember(owner(), { id: mei })).toMatchObject({ name: '甄美惠' });
		await makeRequest(place.as(as(mei)), { member: mei, kind: 'delete' });
		place.clock.advance(7 * day);
		await eraseAsked.run(place.system(), {});
		await eraseAsked.run(place.system(), {});
		await place.runJobs();
		expect(await tablesWith(marks)).toEqual([]);

		const talk = await readThread(place.as(), { thread } as never);
		expect(JSON.stringify(talk)).toContain('這瓶醬油讓我想起外婆');
		expect(JSON.stringify(talk)).not.toContain('former');
		expect(await readRevenue(owner(), { from: '2026-11-01', to: '2027-02-01' })).toEqual(revenue);
		await expect(readMember(owner(), { id: mei })).rejects.toMatchObject({ status: 404 });
		await expect(readProfile(place.as(), { handle: 'zhenmeihui' })).rejects.toMatchObject({ status: 404 });
		await expect(openArchive(owner(), mei)).rejects.toMatchObject({ status: 404 });
		expect((await listMembers(owner(), {})).items.map(({ id }) => id)).not.toContain(mei);
		// The proof that nothing was done without consent stays, under a row without a name.
		const [proof] = await place.site.sql`select count(*)::int as count from membership.consent where member = ${mei}`;
		expect(proof).toEqual({ count: 3 });
		expect(await listRequests(owner(), { open: false }).then(({ items }) => items[0])).toMatchObject({
			member_name: '前成員',
			kind: 'delete',
			text: '',
		});
	});

	it('opens no door afterwards, and the address may join anew', async () => {
		const again = await live();
		expect(again).not.toBe(mei);
		for (const tried of [
			() => createSignInLink(place.system(), { member: mei }),
			() => changeConsent(place.as(as(mei)), { member: mei, mail: true, place: 'account' }),
			() => changeProfile(place.as(as(mei)), { member: mei, name: '又來了' }),
			() => suspendMember(owner(), { member: mei, suspended: false }),
			() => changeRole(owner(), { member: mei, role: 'owner' }),
			() => labelMember(owner(), { member: mei, name: 'x' }),
			() => writeRemark(owner(), { member: mei, text: 'x' }),
			() => joinIdentity(owner(), { member: mei, kind: 'line', value: 'x' }),
			() => makeRequest(place.as(as(mei)), { member: mei, kind: 'see' }),
		])
			await expect(tried()).rejects.toMatchObject({ code: 'member.not-found', status: 404 });
		await eraseMember(owner(), { member: again });
	});

	it('is the owner’s, and never of somebody who works here', async () => {
		const ben = (await createMember(place.system(), { name: '班', email: 'ben@example.com' })).id;
		for (const role of roles.filter((one) => one !== 'owner'))
			await expect(eraseMember(place.as(as(anna, role)), { member: ben })).rejects.toMatchObject({ status: 403 });
		const { id } = await makeRequest(place.as(as(ben)), { member: ben, kind: 'delete' });
		await expect(decideRequest(place.as(as(anna, 'editor')), { request: id, decision: 'done' })).rejects.toMatchObject({
			status: 403,
		});
		await changeRole(place.system(), { member: ben, role: 'author' });
		await expect(eraseMember(owner(), { member: ben })).rejects.toMatchObject({
			code: 'request.works-here',
			status: 409,
		});
		place.clock.advance(8 * day);
		await eraseAsked.run(place.system(), {});
		expect(await readMember(owner(), { id: ben })).toMatchObject({ name: '班' });
		await changeRole(place.system(), { member: ben, role: 'member' });
		await decideRequest(owner(), { request: id, decision: 'done' });
		await eraseMember(owner(), { member: ben });
		expect(await tablesWith(['ben@example.com'])).toEqual([]);
	});

	it('takes everything or nothing', async () => {
		const member = (await createMember(place.system(), { name: '丙', email: 'c@example.com' })).id;
		await place.site
			.sql`alter table membership.member add constraint broken check (erased is null or id <> ${place.site.sql.unsafe(String(member))})`;
		await changeConsent(place.as(as(member)), { member, mail: true, place: 'account' });
		await expect(eraseMember(owner(), { member })).rejects.toThrow('broken');
		const [row] = await place.site
			.sql`select mail is not null as mail from membership.preference where member = ${member}`;
		expect(row).toEqual({ mail: true });
	});
});
