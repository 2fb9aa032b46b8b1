import { describe, expect, it } from 'vitest';
import { roles, system, visitor, type Actor } from '#platform/actor.ts';
import * as policy from '#content/policy.ts';

const member = (id: number, role: (typeof roles)[number]): Actor => ({
	kind: 'member',
	member: id,
	name: 'n',
	handle: 'h',
	role,
});

const actors: Record<string, Actor> = {
	visitor,
	member: member(1, 'member'),
	writer: member(2, 'author'),
	second: member(3, 'author'),
	other: member(4, 'author'),
	moderator: member(5, 'moderator'),
	editor: member(6, 'editor'),
	analyst: member(7, 'analyst'),
	owner: member(8, 'owner'),
	system,
};

const time = new Date('2026-11-24T02:00:00Z');
const article = {
	author: 2,
	authors: [2, 3],
	version: 4,
	approved_version: null,
	published: null,
	reviewRequired: false,
};
const strict = { ...article, reviewRequired: true };
const approved = { ...strict, approved_version: 4 };
const changedSince = { ...strict, approved_version: 3 };
const shown = { ...article, published: time };
const strictShown = { ...strict, published: time };
const formerStaff = { author: 1, authors: [1] };

const house = 'editor owner system';
const own = 'writer second';

/** Who may: everybody who is not named may not. */
const table: [string, (actor: Actor) => boolean, string][] = [
	['begin an article', policy.mayWrite, `${own} other ${house}`],
	['change an article', (a) => policy.mayChange(a, article), `${own} ${house}`],
	['change what they wrote before they left the staff', (a) => policy.mayChange(a, formerStaff), house],
	['publish an article', (a) => policy.mayPublish(a, article), `${own} ${house}`],
	['publish without the review that the house asks for', (a) => policy.mayPublish(a, strict), house],
	['publish the version that was approved', (a) => policy.mayPublish(a, approved), `${own} ${house}`],
	['publish a version changed since', (a) => policy.mayPublish(a, changedSince), house],
	['change what readers see', (a) => policy.mayChangePublished(a, shown), `${own} ${house}`],
	['change what readers see where a review is asked for', (a) => policy.mayChangePublished(a, strictShown), house],
	['delete a draft', (a) => policy.mayDelete(a, strict), `${own} ${house}`],
	['delete what readers see', (a) => policy.mayDelete(a, shown), `${own} ${house}`],
	['delete what readers see where a review is asked for', (a) => policy.mayDelete(a, strictShown), house],
	['review', policy.mayReview, house],
	['set how the house works', policy.maySetDesk, house],
	['arrange series and tags', policy.mayArrange, house],
	['purge', policy.mayPurge, 'system'],
	['read an article for everybody', (a) => policy.mayReadWhole(a, { access: 'public' }), Object.keys(actors).join(' ')],
	[
		'read an article for members',
		(a) => policy.mayReadWhole(a, { access: 'members' }),
		Object.keys(actors).slice(1).join(' '),
	],
	[
		'read an article for some members, being one',
		(a) => policy.mayReadWhole(a, { access: 'members', segment: 7, admitted: true }),
		Object.keys(actors).slice(1).join(' '),
	],
	[
		'read an article for some members, being none',
		(a) => policy.mayReadWhole(a, { access: 'members', segment: 7, admitted: false }),
		Object.keys(actors)
			.filter((name) => !['visitor', 'member'].includes(name))
			.join(' '),
	],
	['say which members read an article', policy.mayNarrow, house],
];

describe('who may', () => {
	it.each(table)('%s', (_name, may, allowed) => {
		const who = Object.keys(actors).filter((name) => may(actors[name] as Actor));
		expect(who.join(' ')).toBe(allowed);
	});

	it('covers every role', () => {
		const covered = Object.values(actors).map((actor) => (actor.kind === 'member' ? actor.role : actor.kind));
		expect(covered).toEqual(expect.arrayContaining([...roles, 'visitor', 'system']));
	});
});
