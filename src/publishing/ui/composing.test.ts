import { expect, it } from 'vitest';
import type { Limits } from '#network/limit.ts';
import { usualShape } from '#publishing/variant-shape.ts';
import { lookAt, type PickedPicture } from '#publishing/ui/composing.ts';

const counted = { most: 60, counted: 'grapheme' } as const;
const picture = (id: number, alt = '缸'): PickedPicture => ({
	id,
	alt,
	src: '/media/a.jpg',
	type: 'image/jpeg',
	width: 1200,
	height: 900,
	bytes: 200_000,
	focus: { x: 50, y: 50 },
});
const limits: Limits = { post: counted, comment: counted };
const few = { least: 0, most: 2, types: ['image/jpeg'], bytes: 1_000_000 };
const given = {
	text: '開缸了。',
	hashtags: [],
	link: 'https://brand.tw/go/abcdefg',
	pictures: [],
	own: null,
	said: [],
	shape: usualShape,
	handles: {},
};
const keys = (look: ReturnType<typeof lookAt>) => look.objections.map(({ key, stops }) => [key, stops]);

it('tells which pictures stay behind, and stops nothing for it', () => {
	expect(keys(lookAt(limits, { ...given, pictures: [picture(1)] }))).toEqual([['no-pictures', false]]);
	const look = lookAt({ ...limits, pictures: few }, { ...given, pictures: [picture(1), picture(2, ' '), picture(3)] });
	expect(keys(look)).toEqual([['too-many-pictures', false]]);
	expect([look.pictures.map(({ id }) => id), look.undescribed]).toEqual([[1, 2], [2]]);
});

it('shows the link where it will stand', () => {
	expect(lookAt(limits, given)).toMatchObject({ goesOut: '開缸了。', card: true, count: 4 });
	expect(lookAt({ ...limits, link: 'within' }, given)).toMatchObject({
		goesOut: `開缸了。\n\n${given.link}`,
		card: true,
	});
	expect(lookAt({ ...limits, link: 'dead' }, given)).toMatchObject({ card: false, objections: [{ key: 'link-dead' }] });
	expect(lookAt(limits, { ...given, link: null })).toMatchObject({ card: false });
});

it("keeps a person's words, also where they are too long, and says so", () => {
	const look = lookAt(limits, { ...given, own: '長'.repeat(61), said: ['長'.repeat(61)] });
	expect(look).toMatchObject({ ruled: '開缸了。', count: 61, most: 60, repeats: true });
	expect(keys(look)).toEqual([['text-too-long', true]]);
});

it('lays a long text out as a thread, with the link in its head, and the first comment last', () => {
	const text = '第一句話在這裡。'.repeat(20);
	const threaded: Limits = { ...limits, link: 'within', thread: 9, firstComment: true };
	const shape = { ...usualShape, thread: true, comment: '想問什麼都可以' };
	const look = lookAt(threaded, { ...given, text, shape });
	expect(look.text).toBe(text);
	expect(look.goesOut).toContain(given.link);
	expect(look.count).toBeLessThanOrEqual(60);
	expect(look.objections).toEqual([]);
	expect(look.rest.map(({ kind }) => kind)).toEqual(['thread', 'thread', 'thread', 'comment']);
	expect(keys(lookAt({ ...threaded, thread: 2 }, { ...given, text, shape }))).toContainEqual(['too-many-parts', true]);
	// Where there are no threads, the text is shortened as ever.
	expect(lookAt(limits, { ...given, text, shape: { ...usualShape, thread: true } }).rest).toEqual([]);
});

it('puts the link where it was wanted, and refuses a comment where there are none', () => {
	const comment = { ...usualShape, linkPlace: 'comment' as const };
	const look = lookAt({ ...limits, link: 'within', firstComment: true }, { ...given, shape: comment });
	expect(look).toMatchObject({ goesOut: '開缸了。', card: false, rest: [{ kind: 'comment', text: given.link }] });
	expect(keys(lookAt(limits, { ...given, shape: comment }))).toEqual([['no-comments', true]]);
	const none = { ...usualShape, linkPlace: 'none' as const };
	expect(lookAt({ ...limits, link: 'within' }, { ...given, shape: none })).toMatchObject({
		goesOut: '開缸了。',
		rest: [],
	});
	const long = { ...usualShape, comment: '長'.repeat(61) };
	expect(keys(lookAt({ ...limits, firstComment: true }, { ...given, shape: long }))).toEqual([
		['comment-too-long', true],
	]);
});

it('cuts a picture that is too wide for a network around what has to stay in sight, and says so', () => {
	const wide = { ...picture(1), width: 3000, height: 1000, focus: { x: 100, y: 50 } };
	const look = lookAt({ ...limits, pictures: { ...few, ratio: [0.8, 1.91] } }, { ...given, pictures: [wide] });
	expect(look.pictures[0]!.cut).toMatchObject({ left: 1090, width: 1910 });
	expect(keys(look)).toEqual([['picture-cut', false]]);
	const said = { ...usualShape, alts: { 1: '這裡說的話' } };
	expect(lookAt({ ...limits, pictures: few }, { ...given, pictures: [picture(1, '')], shape: said })).toMatchObject({
		undescribed: [],
		pictures: [{ alt: '這裡說的話' }],
	});
});

it('shows whoever is named as readers will see them, and who does not hear of it', () => {
	const mention = { handle: '[0-9]+', write: '@[{name}](urn:{handle})', example: '1' };
	const handles = { 阿明: '7', 小美: null };
	const text = '@[阿明]和@[小美]';
	const look = lookAt({ ...limits, mention }, { ...given, text, handles });
	expect(look).toMatchObject({ goesOut: '@[阿明](urn:7)和小美', shown: '阿明和小美', count: 15 });
	expect(keys(look)).toEqual([['mention-unknown', false]]);
	expect(keys(lookAt(limits, { ...given, text, handles }))).toEqual([
		['mention-untold', false],
		['mention-untold', false],
	]);
	// Also what a person wrote for this network alone, and the first comment.
	const own = lookAt(
		{ ...limits, mention, firstComment: true },
		{ ...given, own: '只謝@[阿明]', handles, shape: { ...usualShape, comment: '@[阿明]' } },
	);
	expect(own).toMatchObject({ text: '只謝@[阿明]', goesOut: '只謝@[阿明](urn:7)', rest: [{ text: '阿明' }] });
});
