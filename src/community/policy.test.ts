import { describe, expect, it } from 'vitest';
import { roles, system, visitor, type Actor } from '#platform/actor.ts';
import * as policy from '#community/policy.ts';

const time = new Date('2026-11-24T02:00:00Z');
const now = new Date(time.getTime() + 3_600_000);
const later = new Date(time.getTime() + policy.editHours * 3_600_000);
const member = (id: number, role: (typeof roles)[number]): Actor => ({
	kind: 'member',
	member: id,
	name: 'n',
	handle: 'h',
	role,
});

const actors: Record<string, Actor> = {
	visitor,
	writer: member(1, 'member'),
	other: member(2, 'member'),
	author: member(3, 'author'),
	moderator: member(4, 'moderator'),
	editor: member(5, 'editor'),
	analyst: member(6, 'analyst'),
	owner: member(7, 'owner'),
	system,
};
const open = { closed: null, hidden: null, withdrawn: null, barred: false, quiet: false };
const asked = { ...open, author: 1 };
const threads = {
	open,
	closed: { ...open, closed: time },
	hidden: { ...open, hidden: time },
	withdrawn: { ...open, withdrawn: time },
	barred: { ...open, barred: true },
	quiet: { ...open, quiet: true },
};
const said = { author: 1, posted: time, hidden: null, deleted: null, origin_network: null };
const comments = {
	shown: said,
	hidden: { ...said, hidden: time },
	deleted: { ...said, deleted: time },
	foreign: { ...said, author: null, origin_network: 'practice' },
};
const peace = 'moderator editor owner system';
const all = 'writer other author moderator editor analyst owner system';

/** Who may: every state named, everybody who is not named may not. */
const table: [string, (actor: Actor) => boolean, string][] = [
	['read an open thread', (a) => policy.mayReadThread(a, threads.open), `visitor ${all}`],
	['read a closed thread', (a) => policy.mayReadThread(a, threads.closed), `visitor ${all}`],
	['read a hidden thread', (a) => policy.mayReadThread(a, threads.hidden), peace],
	['read a withdrawn thread', (a) => policy.mayReadThread(a, threads.withdrawn), peace],
	['comment in an open thread', (a) => policy.mayComment(a, threads.open), all],
	['comment in a closed thread', (a) => policy.mayComment(a, threads.closed), peace],
	['comment in a hidden thread', (a) => policy.mayComment(a, threads.hidden), ''],
	['comment in a withdrawn thread', (a) => policy.mayComment(a, threads.withdrawn), ''],
	[
		'start in a members category',
		(a) => policy.mayStart(a, { started_by: 'members', barred: false, admitted: false }),
		all,
	],
	[
		'start in a staff category',
		(a) => policy.mayStart(a, { started_by: 'staff', barred: false, admitted: false }),
		'author moderator editor analyst owner system',
	],
	[
		'start where some are named',
		(a) => policy.mayStart(a, { started_by: 'some', barred: false, admitted: false }),
		peace,
	],
	['start where one is named', (a) => policy.mayStart(a, { started_by: 'some', barred: false, admitted: true }), all],
	[
		'start what one does not see',
		(a) => policy.mayStart(a, { started_by: 'members', barred: true, admitted: true }),
		peace,
	],
	['read a thread for others', (a) => policy.mayReadThread(a, threads.barred), peace],
	['comment in a thread for others', (a) => policy.mayComment(a, threads.barred), peace],
	['comment where others answer', (a) => policy.mayComment(a, threads.quiet), peace],
	['read where others answer', (a) => policy.mayReadThread(a, threads.quiet), `visitor ${all}`],
	['react in a thread for others', (a) => policy.mayReact(a, threads.barred), 'moderator editor owner'],
	['react where others answer', (a) => policy.mayReact(a, threads.quiet), all.replace(' system', '')],
	['vote in a thread for others', (a) => policy.mayVote(a, threads.barred), 'moderator editor owner'],
	['vote where others answer', (a) => policy.mayVote(a, threads.quiet), 'moderator editor owner'],
	['accept in a thread for others', (a) => policy.mayAcceptAnswer(a, { ...asked, barred: true }), peace],
	['end a poll for others', (a) => policy.mayEndPoll(a, { ...asked, barred: true }), peace],
	['edit in a thread for others', (a) => policy.mayEdit(a, comments.shown, threads.barred, now), peace],
	['edit where others answer', (a) => policy.mayEdit(a, comments.shown, threads.quiet, now), `writer ${peace}`],
	['react in an open thread', (a) => policy.mayReact(a, threads.open), all.replace(' system', '')],
	['react in a closed thread', (a) => policy.mayReact(a, threads.closed), all.replace(' system', '')],
	['react in a hidden thread', (a) => policy.mayReact(a, threads.hidden), ''],
	['follow', (a) => policy.mayFollow(a), all.replace(' system', '')],
	['announce', (a) => policy.mayAnnounce(a), 'author moderator editor analyst owner system'],
	['give stars', (a) => policy.mayRate(a), 'writer other'],
	[
		'edit what gives stars, after a day',
		(a) => policy.mayEdit(a, { ...comments.shown, stars: 2 }, threads.open, later),
		`writer ${peace}`,
	],
	['vote in an open thread', (a) => policy.mayVote(a, threads.open), all.replace(' system', '')],
	['vote in a closed thread', (a) => policy.mayVote(a, threads.closed), ''],
	['vote in a hidden thread', (a) => policy.mayVote(a, threads.hidden), ''],
	['accept an answer', (a) => policy.mayAcceptAnswer(a, asked), 'writer author moderator editor analyst owner system'],
	[
		'accept in a closed thread',
		(a) => policy.mayAcceptAnswer(a, { ...asked, closed: time }),
		'writer author moderator editor analyst owner system',
	],
	['accept in a hidden thread', (a) => policy.mayAcceptAnswer(a, { ...asked, hidden: time }), ''],
	['decide an idea', (a) => policy.mayDecideIdea(a, threads.open), peace],
	['end a poll', (a) => policy.mayEndPoll(a, asked), `writer ${peace}`],
	['turn an open thread', (a) => policy.mayTurnThread(a, asked), `writer ${peace}`],
	['turn a closed thread', (a) => policy.mayTurnThread(a, { ...asked, closed: time }), peace],
	['edit a comment', (a) => policy.mayEdit(a, comments.shown, threads.open, now), `writer ${peace}`],
	['edit a comment after a day', (a) => policy.mayEdit(a, comments.shown, threads.open, later), peace],
	['edit a comment in a closed thread', (a) => policy.mayEdit(a, comments.shown, threads.closed, now), peace],
	['edit a comment in a hidden thread', (a) => policy.mayEdit(a, comments.shown, threads.hidden, now), ''],
	['edit a comment in a withdrawn thread', (a) => policy.mayEdit(a, comments.shown, threads.withdrawn, now), ''],
	['edit a shared comment', (a) => policy.mayEdit(a, { ...comments.shown, shared: true }, threads.open, later), all],
	[
		'edit a shared comment of a closed thread',
		(a) => policy.mayEdit(a, { ...comments.shown, shared: true }, threads.closed, later),
		peace,
	],
	[
		'edit a hidden shared comment',
		(a) => policy.mayEdit(a, { ...comments.hidden, shared: true }, threads.open, now),
		peace,
	],
	['read versions', (a) => policy.mayReadVersions(a, comments.shown), `writer ${peace}`],
	['read versions of a deleted comment', (a) => policy.mayReadVersions(a, comments.deleted), ''],
	['read versions of a shared comment', (a) => policy.mayReadVersions(a, { ...comments.shown, shared: true }), all],
	['erase versions', (a) => policy.mayForgetVersions(a, comments.shown), `writer ${peace}`],
	[
		'erase versions of a shared comment',
		(a) => policy.mayForgetVersions(a, { ...comments.shown, shared: true }),
		`writer ${peace}`,
	],
	['order threads', (a) => policy.mayOrderThread(a), peace],
	['edit a hidden comment', (a) => policy.mayEdit(a, comments.hidden, threads.open, now), peace],
	['edit a deleted comment', (a) => policy.mayEdit(a, comments.deleted, threads.open, now), ''],
	['edit what was said elsewhere', (a) => policy.mayEdit(a, comments.foreign, threads.open, now), ''],
	['delete a comment', (a) => policy.mayDelete(a, comments.shown), 'writer system'],
	['delete a hidden comment', (a) => policy.mayDelete(a, comments.hidden), `writer ${peace}`],
	['delete a deleted comment', (a) => policy.mayDelete(a, comments.deleted), ''],
	['delete what was said elsewhere', (a) => policy.mayDelete(a, comments.foreign), 'system'],
	['hide a comment', (a) => policy.mayHide(a, comments.shown), peace],
	['show a hidden comment', (a) => policy.mayHide(a, comments.hidden), peace],
	['hide a deleted comment', (a) => policy.mayHide(a, comments.deleted), ''],
	['hide what was said elsewhere', (a) => policy.mayHide(a, comments.foreign), peace],
	['close a thread', (a) => policy.mayModerate(a), peace],
	[
		'open the conversation under something',
		(a) => policy.mayOpenThread(a),
		'author moderator editor analyst owner system',
	],
	['bring home what was said elsewhere', (a) => policy.mayBringHome(a), 'system'],
	['make a category', (a) => policy.mayArrange(a), 'editor owner system'],
	['answer a comment', () => policy.mayAnswerTo(comments.shown), `visitor ${all}`],
	['answer a hidden comment', () => policy.mayAnswerTo(comments.hidden), ''],
	['answer a deleted comment', () => policy.mayAnswerTo(comments.deleted), ''],
];

describe('who may', () => {
	it.each(table)('%s', (_name, may, allowed) => {
		expect(
			Object.keys(actors)
				.filter((name) => may(actors[name] as Actor))
				.join(' '),
		).toBe(allowed);
	});

	it('covers every role', () => {
		const covered = Object.values(actors).map((actor) => (actor.kind === 'member' ? actor.role : actor.kind));
		expect(covered).toEqual(expect.arrayContaining([...roles, 'visitor', 'system']));
	});
});
