import { expect, it } from 'vitest';
import { starterOf, threadRow } from '#community/thread-row.ts';

it('gives nobody’s words to the house', () => {
	const forum = { category: { name: '閒聊' } };
	const who = (thread: object) =>
		starterOf({ author: null, nameless: false, category: null, ...thread }, 'zh-TW', '豆油間');
	expect(who({ ...forum, author: { name: '小美' } })).toBe('小美');
	expect(who({ ...forum, nameless: true })).toBe('匿名會員');
	expect(who(forum)).toBe('前成員');
	expect(who({})).toBe('豆油間');
});

it('says of an announcement once that it is one, where its category is called so', () => {
	const thread = {
		kind: 'announcement',
		path: '/',
		title: '公休',
		author: null,
		replies: 0,
		opened: new Date(0),
		tags: [],
	};
	const marks = (name: string) =>
		threadRow({ ...thread, category: { name } } as never, 'zh-TW', { name: '豆油間', timeZone: 'Asia/Taipei' }).marks;
	expect(marks('公告')).toEqual([]);
	expect(marks('店裡的事')?.map(({ text }) => text)).toEqual(['公告']);
});
