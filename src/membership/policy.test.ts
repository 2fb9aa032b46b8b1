import { expect, it } from 'vitest';
import { roles, system, visitor, type Actor } from '#platform/actor.ts';
import * as policy from '#membership/policy.ts';

const plain = { id: 50, role: 'member' };
const colleague = { id: 51, role: 'editor' };
const as = (role: (typeof roles)[number], member = 7): Actor => ({
	kind: 'member',
	member,
	name: '阿明',
	handle: 'ming',
	role,
});
const people: Record<string, Actor> = { visitor, ...Object.fromEntries(roles.map((role) => [role, as(role)])), system };

/** Who may; everybody not named may not. */
const table: [string, (actor: Actor) => boolean, string[]][] = [
	['list members', policy.mayListMembers, ['moderator', 'editor', 'analyst', 'owner', 'system']],
	['create a member', policy.mayCreateMember, ['owner', 'system']],
	['change a role', policy.mayChangeRole, ['owner', 'system']],
	["change a member's profile", (actor) => policy.mayChangeProfile(actor, plain), ['moderator', 'owner', 'system']],
	["change an editor's profile", (actor) => policy.mayChangeProfile(actor, colleague), ['owner', 'system']],
	['suspend a member', (actor) => policy.maySuspend(actor, plain), ['moderator', 'owner', 'system']],
	['suspend an editor', (actor) => policy.maySuspend(actor, colleague), ['owner', 'system']],
	["change another's way in", (actor) => policy.mayChangeSignIn(actor, plain), ['system']],
	["sign out another's device", (actor) => policy.mayRevokeSession(actor, { member: 50 }), ['owner', 'system']],
	['manage tokens', policy.mayManageTokens, ['owner', 'system']],
	["agree in another's place", (actor) => policy.mayGiveConsent(actor, plain), ['system']],
	[
		'note that another wants no more',
		(actor) => policy.mayWithdrawConsent(actor, plain),
		['moderator', 'editor', 'owner', 'system'],
	],
	[
		'read what another agreed to',
		(actor) => policy.mayReadConsent(actor, plain),
		['moderator', 'editor', 'owner', 'system'],
	],
	["clear another's second factor", (actor) => policy.mayClearSecondFactor(actor, plain), ['owner', 'system']],
	["set up another's second factor", (actor) => policy.maySetUpSecondFactor(actor, plain), []],
	['require a second factor', policy.mayRequireSecondFactor, ['owner', 'system']],
	[
		'make a request for another',
		(actor) => policy.mayMakeRequest(actor, plain),
		['moderator', 'editor', 'owner', 'system'],
	],
	['answer requests', policy.mayKeepDesk, ['moderator', 'editor', 'owner', 'system']],
	["take another's archive", (actor) => policy.mayTakeArchive(actor, plain), ['owner', 'system']],
	['erase a member', policy.mayEraseMember, ['owner', 'system']],
	['keep the journal of breaches', policy.mayKeepBreaches, ['owner', 'system']],
	['keep retention', policy.mayKeepRetention, ['owner', 'system']],
	['take the list out', policy.mayExportMembers, ['owner', 'system']],
	['bring a list in', policy.mayImportList, ['owner', 'system']],
	['use segments', policy.mayUseSegments, ['editor', 'analyst', 'owner', 'system']],
	['keep segments', policy.mayKeepSegment, ['editor', 'owner', 'system']],
	['describe a member', policy.mayDescribeMember, ['moderator', 'editor', 'owner', 'system']],
	["delete another's remark", (actor) => policy.mayDeleteRemark(actor, { author: 51 }), ['owner', 'system']],
	['join an identity', policy.mayJoinIdentity, ['editor', 'owner', 'system']],
	['see who looked at whom', policy.mayAudit, ['owner', 'system']],
	['offer a sign-in link', policy.mayOfferSignIn, ['system']],
];

it.each(table)('%s', (_action, may, allowed) => {
	expect(Object.keys(people).filter((name) => may(people[name] as Actor))).toEqual(allowed);
});

it.each(roles.map((role) => [role]))('a %s rules over themselves, but does not suspend themselves', (role) => {
	const own = { id: 7, role };
	expect(policy.mayChangeProfile(as(role), own)).toBe(true);
	expect(policy.mayChangeSignIn(as(role), own)).toBe(true);
	expect(policy.mayRevokeSession(as(role), { member: 7 })).toBe(true);
	expect(policy.mayGiveConsent(as(role), own)).toBe(true);
	expect(policy.mayWithdrawConsent(as(role), own)).toBe(true);
	expect(policy.maySuspend(as(role), own)).toBe(false);
});
