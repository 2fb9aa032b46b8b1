import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { visitor } from '#platform/actor.ts';
import { createMember, keepSegment, labelMember, retireSegment, unlabelMember } from '#membership/server/index.ts';
import {
	proposeChange,
	publishArticle,
	readArticle,
	restoreRevision,
	translateArticle,
	writeArticle,
} from '#content/server/index.ts';
import { sowWriter } from '#content/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let editor: Actor & { kind: 'member' };
let segment: number;
let label: number;
const people: Record<string, Actor & { kind: 'member' }> = {};
const body = (...texts: string[]) => ({
	type: 'doc',
	content: texts.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
});
const recipe = {
	title: '老客人的配方',
	body: body('開頭', '第二段', '第三段', '祕密是陳皮'),
	access: 'members' as const,
};

beforeAll(async () => {
	place = await testSite();
	editor = (await sowWriter(place.system(), 'editor')) as typeof editor;
	for (const name of ['熟客', '路人']) {
		const { id } = await createMember(place.system(), { name, email: `m${Object.keys(people).length}@example.com` });
		people[name] = { kind: 'member', member: id, name, handle: `m${id}`, role: 'member' };
	}
	({ label } = await labelMember(place.as(editor), { member: people['熟客']!.member, name: '老客人' }));
	const definition = { groups: [{ conditions: [{ is: 'label' as const, value: label }] }] };
	segment = (await keepSegment(place.as(editor), { name: '老客人', definition })).id;
});
afterAll(() => place.close());

const whole = async (actor: Actor, slug: string): Promise<boolean> => {
	const read = await readArticle(place.as(actor), { slug });
	if ('moved' in read) throw new Error(read.moved);
	expect(read.html.includes('陳皮')).toBe(read.whole);
	return read.whole;
};
async function published(more: object = {}) {
	const made = await writeArticle(place.as(editor), { ...recipe, segment, ...more });
	await publishArticle(place.as(editor), { id: made.id });
	return made;
}

it('is read whole by those of its segment and by staff, from one moment to the next', async () => {
	const { slug } = await published();
	const [friend, passer] = [people['熟客']!, people['路人']!];
	expect(await whole(visitor, slug)).toBe(false);
	expect(await whole(passer, slug)).toBe(false);
	expect(await whole(friend, slug)).toBe(true);
	expect(await whole({ ...passer, role: 'moderator' }, slug)).toBe(true);
	await unlabelMember(place.as(editor), { member: friend.member, label });
	await labelMember(place.as(editor), { member: passer.member, name: '老客人' });
	await place.runJobs();
	expect([await whole(friend, slug), await whole(passer, slug)]).toEqual([false, true]);
	await labelMember(place.as(editor), { member: friend.member, name: '老客人' });
	await unlabelMember(place.as(editor), { member: passer.member, label });
	await place.runJobs();
});

it('is narrowed and opened by editors; an author changes the words', async () => {
	const author = (await sowWriter(place.system(), 'author')) as Actor & { kind: 'member' };
	const own = await writeArticle(place.as(author), recipe);
	const change = { ...recipe, id: own.id };
	await expect(writeArticle(place.as(author), { ...change, segment })).rejects.toMatchObject({ status: 403 });
	await writeArticle(place.as(editor), { ...change, segment });
	await expect(writeArticle(place.as(author), { ...change, access: 'public' })).rejects.toMatchObject({ status: 403 });
	await expect(writeArticle(place.as(author), { ...change, segment: null })).rejects.toMatchObject({ status: 403 });
	const { slug } = await writeArticle(place.as(author), { ...change, title: '新標題' });
	// What was written before it was narrowed does not open it.
	await restoreRevision(place.as(author), { article: own.id, number: 1 });
	await publishArticle(place.as(editor), { id: own.id });
	expect(await whole(people['路人']!, slug)).toBe(false);
	await proposeChange(place.as(author), { ...change, title: '提議' });
	expect(await whole(people['路人']!, slug)).toBe(false);
	const english = await translateArticle(place.as(editor), { id: own.id, locale: 'en' });
	expect(
		await place.site.sql`select segment from content.article where id = any(${[own.id, english.id]}::bigint[])`,
	).toEqual([{ segment }, { segment }]);
});

it('names a segment that is there, and is closed when that is retired', async () => {
	await expect(writeArticle(place.as(editor), { ...recipe, segment: 999 })).rejects.toMatchObject({
		details: { fields: [{ path: 'access', key: 'missing' }] },
	});
	const { slug } = await published();
	await retireSegment(place.as(editor), { id: segment });
	expect(await whole(people['熟客']!, slug)).toBe(false);
	expect(await whole(editor, slug)).toBe(true);
});
