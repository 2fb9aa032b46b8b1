import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roles, type Actor } from '#platform/actor.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import {
	answerFields,
	checkJoining,
	changeJoining,
	countSegment,
	createMember,
	decideApplicant,
	deleteField,
	exportMembers,
	findAnswers,
	importMemberList,
	joinWithCode,
	keepField,
	keepRetention,
	letGo,
	listApplicants,
	listFields,
	listKeptFields,
	listPublicAnswers,
	moveField,
	readAnswers,
	requestCode,
	setAnswers,
	turnField,
} from '#membership/server/index.ts';
import { browser } from '#membership/server/testing/browser.ts';

let place: TestSite;
let anna: number;
let ming: number;
const as = (member: number, role: (typeof roles)[number] = 'member'): Actor => ({
	...{ kind: 'member', member, name: '甲', handle: 'x', role },
});
const owner = () => place.as(as(anna, 'owner'));
const own = () => place.as(as(ming));
const ask = (more: object) =>
	keepField(owner(), { name: '口味', kind: 'line', seenBy: 'staff', ...more } as never).then(({ id }) => id);
const names = async () => (await listFields(own(), {})).map(({ name }) => name);
const said = async (member = ming) =>
	Object.fromEntries((await readAnswers(owner(), { member })).map(({ field, answer }) => [field.name, answer]));
const offered = (...all: string[]) => all.map((name) => ({ name, nameEn: '' }));

beforeAll(async () => {
	place = await testSite();
	anna = (await createMember(place.system(), { name: '安', email: 'anna@example.com', role: 'owner' })).id;
	ming = (await createMember(place.system(), { name: '小明', email: 'ming@example.com' })).id;
});
afterAll(() => place.close());

describe('a question to members', () => {
	it('is the owner’s to ask, in an order, under one name', async () => {
		const city = await ask({ name: '縣市' });
		const taste = await ask({});
		await expect(ask({})).rejects.toMatchObject({ details: { fields: [{ path: 'name', key: 'field-name-taken' }] } });
		await moveField(owner(), { field: taste, to: 'up' });
		await moveField(owner(), { field: taste, to: 'up' });
		expect(await names()).toEqual(['口味', '縣市']);
		for (const role of roles.filter((one) => one !== 'owner')) {
			const other = place.as(as(ming, role));
			for (const tried of [
				() => keepField(other, { name: 'x', kind: 'line', seenBy: 'public' }),
				() => moveField(other, { field: city, to: 'up' }),
				() => turnField(other, { field: city, retired: true }),
				() => deleteField(other, { field: city }),
				() => listKeptFields(other, {}),
			])
				await expect(tried()).rejects.toMatchObject({ status: 403 });
		}
		for (const wrong of [{ name: ' ' }, { kind: 'secret' }, { seenBy: 'nobody' }, { name: 'x'.repeat(61) }])
			await expect(ask(wrong)).rejects.toMatchObject({ code: 'input.invalid' });
	});

	it('keeps what was picked when it is called otherwise or not offered any more', async () => {
		const several = { name: '喜好', kind: 'several', choices: offered('辣', '甜', '酸') };
		await expect(ask({ ...several, choices: offered('辣') })).rejects.toMatchObject({
			details: { fields: [{ path: 'choices', key: 'field-choices' }] },
		});
		await expect(ask({ ...several, choices: offered('辣', '辣') })).rejects.toMatchObject({ status: 422 });
		const field = await ask(several);
		await answerFields(own(), {
			member: ming,
			answers: { [`field-${field}`]: '', [`field-${field}-1`]: 'yes', [`field-${field}-3`]: 'yes' },
		});
		await ask({ ...several, field, choices: [{ key: 1, name: '麻辣', nameEn: 'Hot' }, ...offered('甜', '鹹')] });
		const [kept] = (await listFields(own(), {})).filter(({ id }) => id === field);
		expect(kept?.choices.map(({ key, name, retired }) => `${key} ${name}${retired ? ' -' : ''}`)).toEqual([
			'1 麻辣',
			'2 甜',
			'4 鹹',
			'3 酸 -',
		]);
		expect(await said()).toMatchObject({ 喜好: [1, 3] });
		await expect(ask({ ...several, field, kind: 'one' })).rejects.toMatchObject({
			details: { fields: [{ path: 'kind', key: 'field-kind-answered' }] },
		});
	});

	it('goes out of use without losing an answer, and for good only after that', async () => {
		const [field] = (await listFields(own(), {})).filter(({ name }) => name === '喜好');
		const id = field?.id ?? 0;
		await expect(deleteField(owner(), { field: id })).rejects.toMatchObject({ code: 'field.in-use' });
		await turnField(owner(), { field: id, retired: true });
		await turnField(owner(), { field: id, retired: true });
		expect(await said()).not.toHaveProperty('喜好');
		const again = await ask({ name: '喜好' });
		await expect(turnField(owner(), { field: id, retired: false })).rejects.toMatchObject({ code: 'field.name-taken' });
		await turnField(owner(), { field: again, retired: true });
		await turnField(owner(), { field: id, retired: false });
		expect(await said()).toMatchObject({ 喜好: [1, 3] });
		expect((await listKeptFields(owner(), {})).find((one) => one.id === id)?.answers).toBe(1);
		await deleteField(owner(), { field: again });
		await expect(turnField(owner(), { field: again, retired: false })).rejects.toMatchObject({ status: 404 });
	});

	it('is let go with its answers when its time out of use is over', async () => {
		const field = await ask({ name: '舊問題' });
		await answerFields(own(), { member: ming, answers: { [`field-${field}`]: '很久以前' } });
		await turnField(owner(), { field, retired: true });
		await keepRetention(owner(), { answer: 10 });
		await letGo.run(place.system(), {});
		expect((await listKeptFields(owner(), {})).map(({ id }) => id)).toContain(field);
		place.clock.advance(11 * 86_400_000);
		await letGo.run(place.system(), {});
		expect((await listKeptFields(owner(), {})).map(({ id }) => id)).not.toContain(field);
	});
});

describe('an answer', () => {
	it('is the member’s own, and of those who keep people’s profiles right', async () => {
		const field = await ask({ name: '生日', kind: 'date', seenBy: 'members', required: true });
		const answer = (day: string) => ({ member: ming, answers: { [`field-${field}`]: day } });
		await answerFields(own(), answer('1990-12-31'));
		await expect(answerFields(own(), answer('31/12/1990'))).rejects.toMatchObject({
			details: { fields: [{ path: `field-${field}`, key: 'day' }] },
		});
		await expect(answerFields(own(), answer(''))).rejects.toMatchObject({
			details: { fields: [{ path: `field-${field}`, key: 'missing' }] },
		});
		expect(await said()).toMatchObject({ 生日: '1990-12-31' });
		for (const role of ['member', 'author', 'editor', 'analyst'] as const)
			await expect(answerFields(place.as(as(anna, role)), answer('1990-01-01'))).rejects.toMatchObject({ status: 403 });
		await expect(readAnswers(place.as(as(anna)), { member: ming })).rejects.toMatchObject({ status: 403 });
		await expect(readAnswers(place.as(), { member: ming })).rejects.toMatchObject({ status: 401 });
		await answerFields(place.as(as(anna, 'moderator')), answer('1991-01-01'));
		expect(await said()).toMatchObject({ 生日: '1991-01-01' });
	});

	it('is seen by whom the question says', async () => {
		await ask({ name: '網站', kind: 'link', seenBy: 'public' });
		await setAnswers(owner(), { member: ming, answers: { 網站: 'example.com', 生日: '1990-12-31', 口味: '重鹹' } });
		const seen = (answers: readonly { field: { name: string } }[]) => answers.map(({ field }) => field.name);
		expect(seen(await listPublicAnswers(place.as(), { member: ming }))).toEqual(['網站']);
		expect(seen(await findAnswers(place.site.sql, ming, ['members']))).toEqual(['生日']);
	});

	it('by a program is all or nothing, by the keys of the questions', async () => {
		await expect(
			setAnswers(owner(), { member: ming, answers: { 口味: '清淡', 生日: 'x', nothing: 1 } }),
		).rejects.toMatchObject({
			details: {
				fields: [
					{ path: 'answers.生日', key: 'day' },
					{ path: 'answers.nothing', key: 'field-unknown' },
				],
			},
		});
		await setAnswers(owner(), { member: ming, answers: { 網站: null } });
		expect(await said()).toMatchObject({ 口味: '重鹹' });
		expect(await said()).not.toHaveProperty('網站');
	});
});

describe('whoever joins', () => {
	const code = async (email: string, phone: ReturnType<typeof browser>) => {
		phone.keep((await requestCode(place.as(), { email, from: phone.from() })).cookies);
		const [mail] = await place.site.sql<{ body_text: string }[]>`
			select body_text from platform.mail where recipient = ${email} order by id desc limit 1`;
		return /\n(\d{6})\n/.exec(mail?.body_text ?? '')?.[1] as string;
	};
	let field: number;
	const join = async (email: string, answers: Record<string, string>) => {
		const phone = browser('203.0.113.9');
		return joinWithCode(place.as(), {
			name: '新人',
			email,
			code: await code(email, phone),
			answers,
			from: phone.from(),
		});
	};

	it('answers what has to be answered, before a code is mailed and again at the end', async () => {
		field = await ask({ name: '寵物', kind: 'one', choices: offered('貓', '狗'), atJoining: true, required: true });
		const finding = { code: 'input.invalid', details: { fields: [{ path: `field-${field}`, key: 'missing' }] } };
		await expect(checkJoining(place.as(), { answers: {} })).rejects.toMatchObject(finding);
		await checkJoining(place.as(), { answers: { [`field-${field}`]: '2' } });
		await expect(join('new@example.com', {})).rejects.toMatchObject(finding);
		const { member } = await join('new@example.com', { [`field-${field}`]: '2', 'field-999': 'x', role: 'owner' });
		expect(await said(member.id)).toEqual({ 寵物: [2] });
		expect(member.role).toBe('member');
	});

	it('who is a member already is not asked, and nothing of theirs changes', async () => {
		await join('ming@example.com', { [`field-${field}`]: '1' });
		expect(await said()).not.toHaveProperty('寵物');
	});

	it('waits with what they said, and keeps it when let in', async () => {
		await changeJoining(owner(), { joining: 'approval' });
		await expect(join('wait@example.com', { [`field-${field}`]: '1' })).rejects.toMatchObject({ code: 'join.waiting' });
		const [waiting] = await listApplicants(owner(), {});
		expect(waiting?.answers).toMatchObject([{ field: { name: '寵物' }, answer: [1] }]);
		await decideApplicant(owner(), { applicant: waiting?.id, decision: 'accept' });
		const [row] = await place.site.sql<
			{ id: number }[]
		>`select id from membership.member where email = 'wait@example.com'`;
		expect(await said(row?.id)).toEqual({ 寵物: [1] });
	});
});

describe('lists and segments', () => {
	const list =
		'電子郵件,名字,BIRTHDAY,寵物,口味,Odd\r\na@example.com,甲,1990/12/5,貓,=1+1,x\r\nb@example.com,乙,soon,狗,淡,y\r\n';
	const file = async function* () {
		yield Buffer.from(list);
		await Promise.resolve();
	};

	it('a list answers questions by its own headings; what cannot be read is told and left out', async () => {
		const birthday = (await listFields(own(), {})).find(({ name }) => name === '生日')?.id ?? 0;
		const bring = (headings: Record<string, string>) => importMemberList(owner(), file, { consent: null, headings });
		await expect(bring({ email: 'Mail' })).rejects.toMatchObject({ code: 'list.no-column', details: { name: 'Mail' } });
		const report = await bring({ [`field-${birthday}`]: 'birthday' });
		expect(report).toMatchObject({
			fresh: 2,
			wrong: 0,
			unused: ['Odd'],
			findings: [{ line: 3, column: '生日', key: 'day' }],
		});
		expect([...report.fields].sort()).toEqual(['口味', '寵物', '生日']);
		const again = await bring({ [`field-${birthday}`]: 'birthday' });
		expect(again).toMatchObject({ fresh: 0, known: 2 });
		const [a] = await place.site.sql<{ id: number }[]>`select id from membership.member where email = 'a@example.com'`;
		expect(await said(a?.id)).toEqual({ 口味: '=1+1', 生日: '1990-12-05', 寵物: [1] });
	});

	it('goes out with the answers, none of them a formula', async () => {
		let text = '';
		for await (const piece of (await exportMembers(owner(), {}))()) text += piece;
		const [head, ...rows] = text.split('\r\n');
		expect(head).toMatch(/"口味".*"寵物"/);
		const row = rows.find((one) => one.includes('"a@example.com'));
		expect(row).toContain(`"'=1+1"`);
		expect(row).toContain('"1990-12-05"');
		expect(row).toContain('"貓"');
	});

	it('segments ask what was answered', async () => {
		const id = Object.fromEntries((await listFields(own(), {})).map((one) => [one.name, one.id]));
		const count = async (is: string, value: unknown) =>
			(await countSegment(owner(), { definition: { groups: [{ conditions: [{ is, value }] }] } as never })).members;
		const all = await count('joined-before', 1).then(async (old) => old + (await count('joined-within', 1)));
		expect(await count('field-is', `${id['寵物']}:1`)).toBe(2);
		expect(await count('field-is-not', `${id['寵物']}:1`)).toBe(all - 2);
		expect(await count('field-from', `${id['生日']}:1990-12-06`)).toBe(1);
		expect(await count('field-to', `${id['生日']}:1990-12-31`)).toBe(2);
		expect(await count('field-has', `${id['口味']}:=1`)).toBe(1);
		expect(await count('field-has', `${id['口味']}:%`)).toBe(0);
		expect(await count('field-answered', id['寵物'])).toBe(4);
		expect(await count('field-unanswered', id['寵物'])).toBe(all - 4);
		place.clock.advance(Date.parse('2026-12-20T00:00:00Z') - place.clock.now().getTime());
		expect(await count('field-this-month', id['生日'])).toBe(2);
		for (const [is, value] of [
			['field-is', '3'],
			['field-is', `${id['寵物']}:x`],
			['field-from', `${id['生日']}:2026-02-30`],
			['field-has', `${id['口味']}: `],
			['field-answered', 'x'],
		] as const)
			await expect(count(is, value)).rejects.toMatchObject({ code: 'input.invalid' });
	});
});
