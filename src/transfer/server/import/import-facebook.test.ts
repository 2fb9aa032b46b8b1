import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { readThread } from '#community/server/index.ts';
import { listArticles, readArticle } from '#content/server/index.ts';
import { createMember } from '#membership/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import {
	fixtureBlock,
	fixturePage,
	fixturePhoto,
	fixtureText,
	fixtureWord,
} from '#transfer/facebook-page/download.fixture.ts';
import { askRun, runImport, takeRun } from '#transfer/server/index.ts';

let place: TestSite;
let folder = '';
beforeAll(async () => {
	place = await testSite();
	await createMember(place.system(), { name: '店主', email: 'owner@example.com', role: 'owner' });
	folder = mkdtempSync(path.join(tmpdir(), 'homecourt-facebook-'));
});
afterAll(async () => {
	await place.close();
	rmSync(folder, { recursive: true, force: true });
});

const home = 'this_profile_s_activity_across_facebook';
const media = `${home}/posts/media/vat.jpg`;
const word = fixtureWord('小陳', '好香！', 'Jun 27, 2026 8:00 am');
/** Made anew for each download: Facebook signs its addresses anew, too. */
const blocks = (text = '開缸了', words = word) => [
	fixtureBlock('好醬油', [fixtureText(text), fixturePhoto(media, '大缸', words)], 'Jun 26, 2026 9:05:20 am'),
	fixtureBlock(
		'好醬油',
		[fixtureText('明天休息'), fixturePhoto(`${home}/posts/media/gone.jpg`)],
		'Jun 25, 2026 9:05 am',
	),
	fixtureBlock('好醬油換了封面', [], 'Jun 24, 2026 9:05 am'),
	'<section class="_a6-g"><p>?</p></section>',
];

async function packed(name: string, more: string[] = [], own = blocks()): Promise<string> {
	const zip = new ZipFile();
	const add = (text: string, file: string): void => zip.addBuffer(Buffer.from(text), `${home}/${file}`);
	add(fixturePage([...more, ...own]), 'posts/profile_posts_1.html');
	add(fixturePage([fixtureBlock('', [fixturePhoto(media, '大缸')], 'Jun 1, 2026 9:00 am')]), 'posts/album/0.html');
	add(
		fixturePage([fixtureBlock('', [fixtureText('謝謝！')], 'Jun 27, 2026 9:00 am')]),
		'comments_and_reactions/comments.html',
	);
	const vat = sharp({ create: { width: 300, height: 200, channels: 3, background: '#a33' } });
	zip.addBuffer(await vat.jpeg().toBuffer(), media);
	zip.end();
	await pipeline(zip.outputStream, createWriteStream(path.join(folder, name)));
	return path.join(folder, name);
}

async function bring(where: string, dry = false) {
	const asked = { source: 'facebook-page', place: where, options: {}, dry, by: 'here' as const };
	const { id } = await askRun(place.system(), asked);
	const run = await takeRun(place.system(), { id, worker: 'test' });
	if (!run) throw new Error('not taken');
	const { outcome, counts } = await runImport(place.system(), run);
	const findings = await place.site.sql`select kind, code from transfer.finding where run = ${id} order by code, kind`;
	return { outcome, counts, findings: findings.map((one) => `${one['kind']} ${one['code']}`) };
}

const count = (more: object) => ({ fresh: 0, changed: 0, same: 0, held: 0, left: 0, ...more });
const reasons = [
	'article empty',
	'other facebook.no-comments',
	'comment facebook.own-comment',
	'other facebook.time-zone',
	'article facebook.unknown',
	'picture picture',
];

it('reports what a download as HTML holds, brings it, and doubles nothing', async () => {
	const first = await packed('first.zip');
	const told = await bring(first, true);
	expect(told).toMatchObject({ outcome: 'done', findings: expect.arrayContaining(reasons) as string[] });
	expect(told.counts).toMatchObject({
		article: count({ fresh: 2, left: 2 }),
		comment: count({ fresh: 1, left: 1 }),
		picture: count({ fresh: 1, left: 1 }),
	});
	expect((await listArticles(place.as(), {})).items).toEqual([]);

	const came = await bring(first);
	expect(came.counts).toMatchObject({ article: told.counts.article, comment: told.counts.comment });
	expect(came.counts.picture).toMatchObject({ fresh: 1, left: 1 });
	const article = await readArticle(place.as(), { slug: '開缸了' });
	if ('moved' in article) throw new Error(article.moved);
	expect(article).toMatchObject({ title: '開缸了', published: new Date('2026-06-26T01:05:20Z'), comments: 1 });
	expect(article.html).toMatch(/<img[^>]+alt="大缸"/);
	expect(JSON.stringify(article)).not.toContain('203.0.113.9');
	const { comments } = await readThread(place.as(), { thread: article.thread as number });
	expect(comments.map(({ html, origin, posted }) => [html, origin?.author, posted])).toEqual([
		['<p>好香！</p>', '小陳', new Date('2026-06-27T00:00:00Z')],
	]);

	// A later download of the same page: one post more, everything else signed anew.
	const more = fixtureBlock('好醬油', [fixtureText('新的一缸')], 'Jul 1, 2026 9:00 am');
	const again = await bring(await packed('second.zip', [more]));
	expect(again.counts).toMatchObject({
		article: count({ fresh: 1, same: 2, left: 2 }),
		comment: count({ same: 1, left: 1 }),
	});
	expect((await listArticles(place.as(), {})).items).toHaveLength(3);
});

it('knows a post again that was edited and answered since, also one that was brought under its former name', async () => {
	const earlier = fixtureWord('小林', '第一！', 'Jun 26, 2026 9:30 am');
	const third = await bring(await packed('third.zip', [], blocks('開缸了，兩年後見', earlier + word)));
	expect(third.counts).toMatchObject({
		article: count({ changed: 1, same: 1, left: 2 }),
		comment: count({ fresh: 1, same: 1, left: 1 }),
	});
	const titles = async () => (await listArticles(place.as(), {})).items.map(({ title }) => title).sort();
	expect(await titles()).toEqual(['明天休息', '新的一缸', '開缸了，兩年後見'].sort());

	// As it was named until 2026-11: by all that stood in it, what was said beneath it by its place.
	await place.site.sql`
		update transfer.item set foreign_id = left(md5(split_part(foreign_id, ' ', 2)), 24)
			|| case kind when 'comment' then ' ' || (id_of - 1) else '' end
		from (
			select kind as k, foreign_id as f, row_number() over (partition by kind order by foreign_id) as id_of from transfer.item
			where origin = 'facebook-page' and kind in ('article', 'comment')
		) as named where k = kind and f = foreign_id and origin = 'facebook-page'`;
	const late = fixtureWord('小陳', '還有嗎？', 'Jun 29, 2026 8:00 am');
	const fourth = await packed('fourth.zip', [], blocks('開缸了，三年後見', earlier + word + late));
	const expected = {
		article: count({ changed: 1, same: 1, left: 2 }),
		comment: count({ fresh: 1, same: 2, left: 1 }),
	};
	expect((await bring(fourth, true)).counts).toMatchObject(expected);
	expect((await bring(fourth)).counts).toMatchObject(expected);
	expect((await bring(fourth)).counts).toMatchObject({
		article: count({ same: 2, left: 2 }),
		comment: count({ same: 3, left: 1 }),
	});
	expect(await titles()).toEqual(['明天休息', '新的一缸', '開缸了，三年後見'].sort());
});
