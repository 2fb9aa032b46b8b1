import { afterAll, beforeAll, expect, it } from 'vitest';
import { findComment, postComment } from '#community/server/index.ts';
import { sowMember, sowThread } from '#community/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
beforeAll(async () => void (place = await testSite()));
afterAll(() => place.close());

it('gives a comment by itself, as Markdown to change it, and says what may be done with it', async () => {
	const author = await sowMember(place.system());
	const moderator = await sowMember(place.system(), 'moderator');
	const { id: thread } = await sowThread(place.system());
	const { id } = await postComment(place.as(author), {
		thread,
		body: { markdown: '**粗** 和 [連結](https://example.com)\n\n- 一\n- 二' },
	});
	const may = async (actor?: Parameters<TestSite['as']>[0]) => (await findComment(place.as(actor), { id })).may;
	expect(await findComment(place.as(), { id })).toMatchObject({
		author: author.name,
		markdown: '**粗** 和 [連結](https://example.com)\n\n- 一\n- 二',
	});
	expect(await may()).toEqual({
		react: false,
		edit: false,
		delete: false,
		hide: false,
		close: false,
		accept: false,
		share: false,
		split: false,
		rate: false,
		versions: false,
	});
	expect(await may(author)).toEqual({
		react: true,
		edit: true,
		delete: true,
		hide: false,
		close: false,
		accept: false,
		share: false,
		split: false,
		rate: false,
		versions: false,
	});
	expect(await may(moderator)).toEqual({
		react: true,
		edit: true,
		delete: false,
		hide: true,
		close: true,
		accept: false,
		share: true,
		split: true,
		rate: false,
		versions: false,
	});
	await expect(findComment(place.as(), { id: 999_999 })).rejects.toMatchObject({ code: 'comment.not-found' });
});
