import { expect, it } from 'vitest';
import { starterOf } from '#community/thread-row.ts';

it('gives nobody’s words to the house', () => {
	const forum = { category: { name: '閒聊' } };
	const who = (thread: object) =>
		starterOf({ author: null, nameless: false, category: null, ...thread }, 'zh-TW', '豆油間');
	expect(who({ ...forum, author: { name: '小美' } })).toBe('小美');
	expect(who({ ...forum, nameless: true })).toBe('匿名會員');
	expect(who(forum)).toBe('前成員');
	expect(who({})).toBe('豆油間');
});
