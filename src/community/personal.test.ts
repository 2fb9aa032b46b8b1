import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { nothingMine } from '#community/mine.ts';
import { threadParts } from '#community/personal.ts';

const mine = nothingMine;
const member = { id: 1, name: '小美', handle: 'mei', role: 'member' as const };

it('gives the form its member, and the list of own comments', () => {
	const parts = threadParts({
		member,
		locale: 'zh-TW',
		thread: 3,
		mine: { ...mine, own: [{ id: 7, text: '我說的', state: 'shown' }] },
	});
	expect(parts['comment-form']).toContain('以「小美」的身分留言');
	expect(parts['mine']).toContain('<a href="#comment-7">我說的</a>');
	expect(parts['mine']).toContain('/community/comment/7');
	expect(parts['mine']).not.toContain('/community/thread/3"');
	expect(threadParts({ member, locale: 'en', thread: 3, mine })).toEqual({
		'comment-form': expect.stringContaining('Commenting as 小美'),
		mine: expect.not.stringContaining('own comments'),
		part: '',
	});
});

it('shows moderators the way to manage the thread', () => {
	expect(threadParts({ member: { ...member, role: 'moderator' }, locale: 'en', thread: 3, mine })['mine']).toContain(
		'/community/thread/3"',
	);
});

it('lets whoever asked, and who works here, say what helped', () => {
	const parts = (author: boolean, role: 'member' | 'author') =>
		threadParts({ member: { ...member, role }, locale: 'en', thread: 3, mine: { ...mine, author } })['mine'];
	expect(parts(false, 'member')).not.toContain('may-accept');
	expect(parts(true, 'member')).toContain('may-accept');
	expect(parts(false, 'author')).toContain('may-accept');
});

it('shows a member their vote for an idea, and none to give where it is settled', () => {
	const part = (more: object) =>
		threadParts({ member, locale: 'en', thread: 3, mine: { ...mine, status: 'open', votes: 2, ...more } })['part'];
	expect(part({})).toContain('?/vote"');
	expect(part({ voted: true })).toContain('?/unvote"');
	expect(part({ status: 'done' })).not.toContain('<form');
	expect(part({ closed: true })).toContain('2 votes');
});

it("tells which signs are one's own", () => {
	const { mine: part } = threadParts({ member, locale: 'en', thread: 3, mine: { ...mine, reacted: ['7 👍', '8 🙏'] } });
	expect(part).toContain('data-reacted="7 👍,8 🙏"');
});

it('escapes every text', () => {
	const evil = `<img src=x onerror=alert(1)>"'&<!--/slot-->`;
	const parts = threadParts({
		member: { ...member, name: evil },
		locale: 'zh-TW',
		thread: 3,
		mine: { ...mine, own: [{ id: 1, text: evil, state: 'shown' }], status: 'open', reacted: [evil] },
		poll: {
			timeZone: 'Asia/Taipei',
			shown: {
				most: 1,
				results: 'voted',
				closes: null,
				closed: null,
				voters: 1,
				own: [1],
				choices: [{ position: 1, text: evil, votes: 1 }],
			},
		},
	});
	for (const part of Object.values(parts)) expect(part).not.toMatch(/<img|<!--|"'/);
});

it.each([
	['conversation', 12_800],
	['reading-place', 1_024],
	['mention-in-place', 1_700],
	['pick-list', 2_900],
	['draft-in-place', 5_000],
])('%s is a small script', (name, most) => {
	expect(readFileSync(path.resolve(import.meta.dirname, `../../static/${name}.js`)).length).toBeLessThan(most);
});

it('names those whose words are folded for whoever blocks them, and only then brings the script', () => {
	const parts = (blocked: string[]) =>
		threadParts({ member, locale: 'zh-TW', thread: 3, mine: { ...mine, blocked } })['mine'];
	expect(parts(['mei-2', 'lin'])).toContain('data-of="mei-2 lin"');
	expect(parts([])).not.toContain('blocked-words');
	const unheard = ['fediverse:mei@far.example', 'practice:王 "小明"'];
	expect(
		threadParts({ member, locale: 'zh-TW', thread: 3, mine: { ...mine, blocked: ['lin'], unheard } })['mine'],
	).toContain(`data-of="lin fediverse:mei%40far.example practice:${encodeURIComponent('王 "小明"')}"`);
});
