import { expect, it } from 'vitest';
import type { Limits } from '#network/limit.ts';
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
