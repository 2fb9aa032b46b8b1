import { describe, expect, it } from 'vitest';
import { fromText } from '#platform/document/from-text.ts';
import { countContents, objectToContents, objectToPace, objectToThreads } from '#community/rules.ts';
import { threadPath, threadSlug } from '#community/thread.ts';

const now = new Date('2026-11-24T02:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const old = ago(30 * 86_400);
const fresh = ago(3600);
const calm = { joined: old, last: null, today: 0, repeated: false };

describe('pace', () => {
	it.each([
		['says nothing to a first comment', calm, null],
		[
			'holds a member for five seconds',
			{ ...calm, last: ago(2) },
			{ code: 'comment.too-fast', details: { seconds: 3 } },
		],
		['lets go after five seconds', { ...calm, last: ago(5) }, null],
		[
			'holds a newcomer for thirty',
			{ ...calm, joined: fresh, last: ago(10) },
			{ code: 'comment.too-fast', details: { seconds: 20 } },
		],
		['is over for who joined a day ago', { ...calm, joined: ago(86_400), last: ago(6), today: 50 }, null],
		['allows ten on the first day', { ...calm, joined: fresh, last: ago(60), today: 9 }, null],
		[
			'refuses the eleventh',
			{ ...calm, joined: fresh, last: ago(60), today: 10 },
			{ code: 'comment.too-many', details: { most: 10 } },
		],
		['refuses the same words', { ...calm, repeated: true }, { code: 'comment.repeated' }],
		['is not held up by a time that lies ahead', { ...calm, last: ago(-100) }, null],
	])('%s', (_name, pace, expected) => {
		const found = objectToPace(pace, now);
		if (expected) expect(found).toMatchObject(expected);
		else expect(found).toBeNull();
	});

	it('is slower for threads', () => {
		expect(objectToThreads({ ...calm, last: ago(10) }, now)).toMatchObject({
			code: 'thread.too-fast',
			details: { seconds: 5 },
		});
		expect(objectToThreads({ ...calm, joined: fresh, last: ago(119) }, now)).toMatchObject({ details: { seconds: 1 } });
		expect(objectToThreads({ ...calm, joined: fresh, last: ago(500), today: 3 }, now)).toMatchObject({
			code: 'thread.too-many',
		});
		expect(objectToThreads({ ...calm, joined: fresh, last: ago(500), today: 2 }, now)).toBeNull();
	});
});

describe('contents', () => {
	const links = (count: number) =>
		fromText(Array.from({ length: count }, (_, n) => `https://example.com/${n}`).join(' , '), 'comment');

	it('allows nobody more than twenty links', () => {
		for (const joined of [fresh, old]) {
			expect(objectToContents(links(20), { joined: joined, level: 0 }, now, 'home.test')).toBeNull();
			expect(objectToContents(links(21), { joined: joined, level: 0 }, now, 'home.test')).toMatchObject({
				code: 'comment.too-many-links',
				details: { most: 20 },
			});
		}
	});

	it('does not count links to this site', () => expect(countContents(links(3), 'example.com').links).toBe(0));

	it('counts pictures wherever they stand', () => {
		const picture = {
			type: 'picture' as const,
			attrs: { id: 1, src: '/media/a.webp', alt: '', caption: '', width: null, height: null },
		};
		const document = { type: 'doc' as const, content: [picture, { type: 'blockquote' as const, content: [picture] }] };
		expect(countContents(document, 'home.test').pictures).toBe(2);
		expect(objectToContents(document, { joined: fresh, level: 0 }, now, 'home.test')).toMatchObject({
			code: 'comment.too-many-pictures',
		});
	});
});

describe('addresses', () => {
	it.each([
		['豆油怎麼保存？', '豆油怎麼保存'],
		['  <script>alert(1)</script> ', 'script-alert-1-script'],
		['！？…', 'thread'],
		['../../etc/passwd', 'etc-passwd'],
		['長'.repeat(90), '長'.repeat(60)],
	])('makes %s readable', (title, slug) => expect(threadSlug(title)).toBe(slug));

	it('encodes what is not ASCII', () =>
		expect(threadPath('talk', 3, '豆油')).toBe('/community/talk/3-%E8%B1%86%E6%B2%B9'));
});
