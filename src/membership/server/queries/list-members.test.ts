import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMember, listMembers } from '#membership/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
beforeAll(async () => {
	place = await testSite();
	for (const name of ['陳美惠', '林志明', '王淑芬']) {
		place.clock.advance(1_000);
		await createMember(place.system(), {
			name,
			email: `${name.length}${Math.trunc(place.clock.now().getTime() / 1_000)}@example.com`,
		});
	}
});
afterAll(() => place.close());

describe('the list of members', () => {
	it('goes on where a page ended, each member once', async () => {
		const owner = { kind: 'member', member: 1, name: '店主', handle: 'owner', role: 'owner' } as const;
		const seen: string[] = [];
		for (let cursor: string | null | undefined; cursor !== null;) {
			const page: { items: { name: string }[]; next: string | null } = await listMembers(place.as(owner), {
				cursor,
				limit: 1,
			});
			seen.push(...page.items.map((member) => member.name));
			cursor = page.next;
		}
		expect(seen).toEqual(['王淑芬', '林志明', '陳美惠']);
	});

	it.each(['999999999999999-1', '-999999999999999-1', '1-9999999999999999', '1', "1-1' or 1=1", '٣-١'])(
		'refuses %s as a place to go on',
		async (cursor) => {
			await expect(listMembers(place.system(), { cursor })).rejects.toMatchObject({
				code: 'input.invalid',
				status: 422,
			});
		},
	);

	it('takes the oldest and the newest time a cursor can say', async () => {
		expect((await listMembers(place.system(), { cursor: '9999999999999-1' })).items).toHaveLength(3);
		expect((await listMembers(place.system(), { cursor: '-9999999999999-1' })).items).toHaveLength(0);
	});
});
