import { expect, it } from 'vitest';
import { fixtureBlock, fixturePhoto, fixtureText } from '#transfer/facebook-page/download.fixture.ts';
import { postOfHtml } from '#transfer/facebook-page/html-post.ts';
import { postOfJson } from '#transfer/facebook-page/json-post.ts';
import { namePosts, namesOfWords, type FoundPost } from '#transfer/facebook-page/name-posts.ts';
import type { OldPost } from '#transfer/facebook-page/old-post.ts';

async function names(...posts: (OldPost | null)[]): Promise<Record<string, string>> {
	async function* found(): AsyncGenerator<FoundPost> {
		for (const post of posts) yield { id: 'unknown', post };
	}
	const named: [string, string][] = [];
	for await (const { id, post } of namePosts(found())) if (post) named.push([post.text, id]);
	return Object.fromEntries(named);
}

const json = (text: string, timestamp: number, uri?: string): OldPost | null =>
	postOfJson({ timestamp, data: [{ post: text }], attachments: uri ? [{ data: [{ media: { uri } }] }] : [] });
const html = (text: string, time: string, uri?: string): OldPost | null =>
	postOfHtml(fixtureBlock('', [fixtureText(text), ...(uri ? [fixturePhoto(uri)] : [])], time), 'Asia/Taipei');

it('gives a post one name in both forms, before and after it was edited', async () => {
	const name = { 一: 'post 1782436520' };
	expect(await names(json('一', 1_782_436_520, 'a/vat.jpg'))).toEqual(name);
	expect(await names(html('一', 'Jun 26, 2026 9:15:20 am', 'b/vat.jpg'))).toEqual(name);
	expect(await names(json('二', 1_782_436_520))).toEqual({ 二: name.一 });
});

it('tells several of one second apart in whatever order they stand, and one that is told twice is one', async () => {
	const [one, other] = [json('一', 9, 'x/a.jpg'), json('二', 9, 'x/b.jpg')];
	const told = { 一: 'post 9', 二: 'post 9 1' };
	expect(await names(one, other)).toEqual(told);
	expect(await names(other, one, json('三', 8), other)).toEqual({ ...told, 三: 'post 8' });
});

it('names what was said by whom and when, and by its words only where that is one name for two', () => {
	const word = (author: string, text: string, at: number | null) => ({
		author,
		text,
		posted: at ? new Date(at) : null,
	});
	const [first = ''] = namesOfWords([word('陳', '好', 5_000)]);
	expect(namesOfWords([word('林', '早', 4_000), word('陳', '改過', 5_000)])[1]).toBe(first);
	const twice = [word('陳', '好', 5_000), word('陳', '真好', 5_000), word('陳', '好', null), word('陳', '壞', null)];
	expect(new Set(namesOfWords(twice)).size).toBe(4);
});
