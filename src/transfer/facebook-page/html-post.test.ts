import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import {
	fixtureBlock,
	fixturePage,
	fixturePhoto,
	fixtureText,
	fixtureWord,
} from '#transfer/facebook-page/download.fixture.ts';
import { postOfHtml, wordsOfHtml } from '#transfer/facebook-page/html-post.ts';
import { readBlocks } from '#transfer/facebook-page/read-blocks.ts';
import { readMoment } from '#transfer/facebook-page/read-moment.ts';

const zone = 'Asia/Taipei';

it.each([
	['Jun 26, 2026 9:05:20 am', '2026-06-26T01:05:20.000Z'],
	['Nov 20, 2023, 12:15 PM', '2023-11-20T04:15:00.000Z'],
	['Nov 20, 2023 12:15:00 am', '2023-11-19T16:15:00.000Z'],
	['26 June 2026, 21:05', '2026-06-26T13:05:00.000Z'],
	['6月 26, 2026 9:05:20 下午', '2026-06-26T13:05:20.000Z'],
	['2026年6月26日 上午9:05', '2026-06-26T01:05:00.000Z'],
	['2026年12月3日 下午12:00', '2026-12-03T04:00:00.000Z'],
	['Fev 05, 2025 8:25:54', null],
	['Jun 31, 2026 9:05 am', null],
	['9:05', null],
	['', null],
])('%s is %s', (text, moment) => {
	expect(readMoment(text, zone)?.toISOString() ?? null).toBe(moment);
});

it.each([false, true])('reads words, pictures, links and what was said beneath a picture (older form: %s)', (older) => {
	const block = fixtureBlock(
		'好醬油 在 1 張相片。',
		[
			fixtureText('開缸了 &lt;b&gt;<br />第二行'),
			fixturePhoto(
				'posts/media/%E5%A4%A7 缸.jpg',
				'大缸 &amp; 蓋',
				fixtureWord('小陳', '好香！', 'Jun 27, 2026 8:00 am'),
			),
			'<a target="_blank" href="https://else.example/?a=1&amp;b=2">Else</a>',
			fixtureText('Updated Jun 28, 2026 9:05:20 am'),
		],
		'Jun 26, 2026 9:05:20 am',
		older,
	);
	expect(postOfHtml(block, zone)).toEqual({
		digest: expect.stringMatching(/^[0-9a-f]{24}$/) as string,
		title: '好醬油 在 1 張相片。',
		text: '開缸了 <b>\n第二行',
		posted: new Date('2026-06-26T01:05:20Z'),
		media: [{ uri: 'posts/media/大 缸.jpg', description: '大缸 & 蓋' }],
		links: [{ url: 'https://else.example/?a=1&b=2', name: 'Else' }],
		words: [{ author: '小陳', text: '好香！', posted: new Date('2026-06-27T00:00:00Z') }],
	});
});

it('knows a post again in another download, and tells two apart', () => {
	const made = (text: string) =>
		postOfHtml(fixtureBlock('t', [fixtureText(text)], 'Jun 26, 2026 9:05 am'), zone)?.digest;
	expect(made('一')).toBe(made('一'));
	expect(made('一')).not.toBe(made('二'));
});

it('takes no address of the page’s own machine or of elsewhere for a picture of the download', () => {
	const post = postOfHtml(
		fixtureBlock(
			't',
			[
				fixturePhoto('https://else.example/a.jpg'),
				fixturePhoto('file:///etc/b.jpg'),
				fixturePhoto('//x.example/c.jpg'),
			],
			'',
		),
		zone,
	);
	expect(post?.media).toEqual([]);
});

it('reads what the page said elsewhere, and nothing of what is no block', () => {
	const said = fixtureBlock('好醬油回應了貼文。', [fixtureText('謝謝！')], 'Jun 26, 2026 9:05 am');
	expect(wordsOfHtml(said, zone)).toEqual([{ author: '', text: '謝謝！', posted: new Date('2026-06-26T01:05:00Z') }]);
	expect(postOfHtml('<p>nothing</p>', zone)).toBeNull();
});

it('parts a page into its blocks wherever the pieces of the file end', async () => {
	const blocks = ['一 &lt;section class="_a6-g"&gt;', '二', '三'].map((text) =>
		fixtureBlock('t', [fixtureText(text)], 'Jun 26, 2026 9:05 am'),
	);
	const bytes = Buffer.from(fixturePage(blocks));
	for (const size of [7, 1_000, bytes.length]) {
		const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, place) =>
			bytes.subarray(place * size, (place + 1) * size),
		);
		const found: string[] = [];
		for await (const block of readBlocks(Readable.from(pieces))) found.push(block);
		expect(found.map((block) => postOfHtml(block, zone)?.text)).toEqual(['一 <section class="_a6-g">', '二', '三']);
	}
});

it('refuses a block that never ends, with little memory', async () => {
	const endless = Array.from({ length: 6 }, () => Buffer.alloc(1024 * 1024, 'x'));
	const reading = readBlocks(Readable.from([Buffer.from('<section class="_a6-g">'), ...endless]));
	await expect(reading.next()).rejects.toMatchObject({ code: 'transfer.too-long' });
});
