import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
beforeAll(async () => void (place = await testSite()));
afterAll(() => place.close());

const rename = command(z.object({ name: z.string().max(20, 'too-long') }), async (ctx, { name }) => {
	await ctx.db.updateTable('site.brand').set({ name }).execute();
	ctx.record({ name: 'brand.changed', about: ['site', 'article:1'], data: { name } });
	if (name === 'fail') throw new Error('broken');
	return name;
});
const name = async () => (await place.as().db.selectFrom('site.brand').select('name').executeTakeFirstOrThrow()).name;
const facts = () => place.as().db.selectFrom('platform.event').selectAll().orderBy('id').execute();

describe('command', () => {
	it('changes, states the fact and tells every process, in one commit', async () => {
		const heard: (readonly string[] | null)[] = [];
		const stop = place.site.onChange((things) => void heard.push(things));
		await rename(place.as(), { name: '山腳下' });
		expect(await name()).toBe('山腳下');
		expect(await facts()).toMatchObject([
			{ name: 'brand.changed', about: 'site', data: { name: '山腳下' }, occurred: place.clock.now() },
		]);
		// At once, and not again when the database tells everybody.
		await rename(place.as(), { name: '山腳下' });
		expect(heard).toEqual([
			['site', 'article:1'],
			['site', 'article:1'],
		]);
		stop();
	});

	it('leaves nothing behind when it fails', async () => {
		const before = (await facts()).length;
		await expect(rename(place.as(), { name: 'fail' })).rejects.toThrow('broken');
		expect(await name()).toBe('山腳下');
		expect(await facts()).toHaveLength(before);
	});

	it('joins the command that calls it: both or neither', async () => {
		const outer = command(z.object({}), async (ctx) => {
			await rename(ctx, { name: 'inner' });
			throw new Error('outer broke');
		});
		await expect(outer(place.as(), {})).rejects.toThrow('outer broke');
		expect(await name()).toBe('山腳下');
	});

	it.each(['53100', 'ENOSPC'])('says that the disk is full (%s), and leaves nothing behind', async (code) => {
		const unlucky = command(z.object({}), async (ctx) => {
			await rename(ctx, { name: 'unkept' });
			// As PostgreSQL itself throws it, inside the transaction.
			if (code === '53100') await sql`do $$ begin raise exception using errcode = '53100'; end $$`.execute(ctx.db);
			throw Object.assign(new Error('no space left on device'), { code });
		});
		await expect(unlucky(place.as(), {})).rejects.toMatchObject({ code: 'storage.full', status: 503 });
		expect(await name()).toBe('山腳下');
	});

	it.each([
		['a wrong type', { name: 7 }, 'name', 'wrong-type'],
		['an array for a text', { name: ['a'] }, 'name', 'wrong-type'],
		['a missing field', {}, 'name', 'missing'],
		['too much', { name: 'x'.repeat(10_000_000) }, 'name', 'too-long'],
		['a NUL byte', { name: 'a\u0000b' }, 'name', 'unstorable'],
		['half a character', { name: '\ud800' }, 'name', 'unstorable'],
		['nothing at all', null, '', 'wrong-type'],
	])('refuses %s and changes nothing', async (_title, input, path, key) => {
		await expect(rename(place.as(), input as never)).rejects.toMatchObject({
			code: 'input.invalid',
			status: 422,
			details: { fields: [{ path, key }] },
		});
		expect(await name()).toBe('山腳下');
	});

	it('takes a name like __proto__ as the data it is', async () => {
		const hostile = JSON.parse('{"name":"ok","__proto__":{"admin":true}}') as { name: string };
		await rename(place.as(), hostile);
		expect(({} as { admin?: boolean }).admin).toBeUndefined();
	});

	it('lets only a command record', () => {
		expect(() => place.as().record({ name: 'a.b', about: 'site' })).toThrow('Only a command');
	});
});
