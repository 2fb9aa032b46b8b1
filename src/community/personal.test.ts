import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { threadParts } from '#community/personal.ts';

const member = { id: 1, name: '小美', handle: 'mei', role: 'member' as const };

it('gives the form its member, and the list of own comments', () => {
	const parts = threadParts({ member, locale: 'zh-TW', thread: 3, own: [{ id: 7, text: '我說的' }] });
	expect(parts['comment-form']).toContain('以「小美」的身分留言');
	expect(parts['mine']).toContain('<a href="#comment-7">我說的</a>');
	expect(parts['mine']).toContain('/community/comment/7');
	expect(parts['mine']).not.toContain('/community/thread/3');
	expect(threadParts({ member, locale: 'en', thread: 3, own: [] })).toEqual({
		'comment-form': expect.stringContaining('Commenting as 小美'),
		mine: '',
	});
});

it('shows moderators the way to manage the thread', () => {
	expect(threadParts({ member: { ...member, role: 'moderator' }, locale: 'en', thread: 3, own: [] })['mine']).toContain(
		'/community/thread/3',
	);
});

it('escapes every text', () => {
	const evil = `<img src=x onerror=alert(1)>"'&<!--/slot-->`;
	const parts = threadParts({
		member: { ...member, name: evil },
		locale: 'zh-TW',
		thread: 3,
		own: [{ id: 1, text: evil }],
	});
	for (const part of Object.values(parts)) expect(part).not.toMatch(/<img|<!--|"'/);
});

it('loads less than a kilobyte of script to answer in place', () => {
	expect(readFileSync(path.resolve(import.meta.dirname, '../../static/reply-in-place.js')).length).toBeLessThan(1024);
});
