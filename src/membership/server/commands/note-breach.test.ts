import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roles, type Actor } from '#platform/actor.ts';
import { sendMail } from '#platform/mail/send-mail.ts';
import { command } from '#platform/context/command.ts';
import { z } from 'zod';
import { testSite, type TestSite } from '#testing/test-site.ts';
import {
	changeBreach,
	createMember,
	keepRetention,
	letGo,
	listBreaches,
	listRetention,
	noteBreach,
	noteLook,
} from '#membership/server/index.ts';

let place: TestSite;
let anna: number;
const day = 86_400_000;
const as = (role: (typeof roles)[number]): Actor => ({ kind: 'member', member: anna, name: '安', handle: 'a', role });
const owner = () => place.as(as('owner'));
beforeAll(async () => {
	place = await testSite();
	anna = (await createMember(place.system(), { name: '安', email: 'anna@example.com', role: 'owner' })).id;
});
afterAll(() => place.close());

describe('the journal of breaches', () => {
	it('keeps the clock of 72 hours from finding out, and the time of every step', async () => {
		const found = place.clock.now();
		const { id } = await noteBreach(owner(), { found, what: '寄錯名單', people: 120 });
		place.clock.advance(71 * 3_600_000);
		expect(await listBreaches(owner(), {})).toMatchObject([
			{ id, late: false, due: new Date(found.getTime() + 3 * day) },
		]);
		place.clock.advance(2 * 3_600_000);
		expect(await listBreaches(owner(), {})).toMatchObject([{ late: true }]);
		await changeBreach(owner(), { breach: id, step: 'reported', measures: '已請收件人刪除' });
		const reported = place.clock.now();
		place.clock.advance(day);
		await changeBreach(owner(), { breach: id, step: 'reported', people: 130 });
		expect(await listBreaches(owner(), {})).toMatchObject([
			{ late: false, reported, people: 130, measures: '已請收件人刪除' },
		]);
	});

	it('is the owner’s, and takes no nonsense', async () => {
		for (const role of roles.filter((one) => one !== 'owner')) {
			await expect(listBreaches(place.as(as(role)), {})).rejects.toMatchObject({ status: 403 });
			await expect(noteBreach(place.as(as(role)), { found: place.clock.now(), what: 'x' })).rejects.toMatchObject({
				status: 403,
			});
			await expect(changeBreach(place.as(as(role)), { breach: 1, step: 'closed' })).rejects.toMatchObject({
				status: 403,
			});
		}
		const later = new Date(place.clock.now().getTime() + day);
		for (const wrong of [
			{ found: later, what: 'x' },
			{ found: 'x', what: 'x' },
			{ found: place.clock.now(), what: ' ' },
			{ found: place.clock.now(), what: 'x', people: -1 },
			null,
		])
			await expect(noteBreach(owner(), wrong as never)).rejects.toMatchObject({ code: 'input.invalid' });
		await expect(changeBreach(owner(), { breach: 99, step: 'closed' })).rejects.toMatchObject({ status: 404 });
	});
});

describe('how long data is kept', () => {
	it('is the owner’s to say, never shorter than a proof is needed', async () => {
		await keepRetention(owner(), { mail: 60 });
		expect(await listRetention(owner(), {})).toEqual({
			...{ mail: 60, visit: 730, answer: 730, look: 1825, request: 1825, breach: 1825 },
		});
		for (const [wrong, key] of [
			[{ look: 30 }, 'retention-least'],
			[{ request: 100 }, 'retention-least'],
			[{ mail: 0 }, 'retention-least'],
			[{ mail: 'x' }, 'days'],
			[{ mail: 9_999 }, 'days'],
		] as const)
			await expect(keepRetention(owner(), wrong as never)).rejects.toMatchObject({ details: { fields: [{ key }] } });
		await expect(keepRetention(place.as(as('editor')), { mail: 60 })).rejects.toMatchObject({ status: 403 });
	});

	it('is kept: what is older goes at night, what is not stays', async () => {
		const write = command(z.object({}), (ctx) =>
			sendMail(ctx, { to: 'x@example.com', subject: 's', text: 't', kind: 'k' }),
		);
		const mei = (await createMember(place.system(), { name: '美', email: 'mei@example.com' })).id;
		await write(place.system(), {});
		await noteLook(owner(), { member: mei });
		await place.site.sql`
			insert into insight.visit (visitor, day, began, last_seen, entry_path, source, channel, pages, member)
			values ('0123456789abcdef', '2026-11-24', ${place.clock.now()}, ${place.clock.now()}, '/', 'direct', 'direct', 1, ${mei})`;
		const left = async () => {
			await letGo.run(place.system(), {});
			await place.runJobs();
			const [row] = await place.site.sql`
				select (select count(*)::int from platform.mail) as mails, (select count(*)::int from membership.look) as looks,
					(select count(*)::int from insight.visit where member is not null) as visits`;
			return row;
		};
		place.clock.advance(59 * day);
		expect(await left()).toEqual({ mails: 1, looks: 1, visits: 1 });
		place.clock.advance(2 * day);
		expect(await left()).toEqual({ mails: 0, looks: 1, visits: 1 });
		place.clock.advance(700 * day);
		expect(await left()).toEqual({ mails: 0, looks: 1, visits: 0 });
		place.clock.advance(1_100 * day);
		expect(await left()).toEqual({ mails: 0, looks: 0, visits: 0 });
	});
});
