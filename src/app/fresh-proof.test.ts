import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { connectShop, renewSecret } from '#commerce/server/index.ts';
import { sowMember } from '#community/server/sow.ts';
import * as membership from '#membership/server/index.ts';
import { openDoor, openReplyDoor } from '#notification/server/index.ts';
import { beginConsent, connectByToken, keepApp } from '#publishing/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { askExport, askRun, repeatRun, takeExportFile } from '#transfer/server/index.ts';

/** What a stolen cookie, or a browser that was left open, must not be enough for. */
const dangerous: Record<string, (ctx: Ctx, other: number) => Promise<unknown>> = {
	'take the list of members': (ctx) => membership.exportMembers(ctx),
	'take everything about a person': (ctx, member) => membership.openArchive(ctx, member),
	'erase a member': (ctx, member) => membership.eraseMember(ctx, { member }),
	'change a role': (ctx, member) => membership.changeRole(ctx, { member, role: 'owner' }),
	'invite somebody to work here': (ctx) => membership.invite(ctx, { email: 'x@example.com', role: 'owner' }),
	'make a token': (ctx) => membership.createToken(ctx, { name: 'x', role: 'owner', scopes: ['*'] }),
	'add a shop to sign in to': (ctx) => membership.keepClient(ctx, { name: 'x', redirects: 'https://x.example/' }),
	'see a shop’s new secret': (ctx) => membership.renewClientSecret(ctx, { client: 1 }),
	'add a way to sign in': (ctx) => membership.keepProvider(ctx, { kind: 'google', client: 'x', secret: 'y' }),
	'end the rule of two proofs': (ctx) => membership.requireSecondFactor(ctx, { required: false }),
	'clear another’s second factor': (ctx, member) => membership.clearSecondFactor(ctx, { member }),
	'see a secret for an app': (ctx) => membership.offerSecondFactor(ctx, { member: idOf(ctx.actor) }),
	'confirm it': (ctx) => membership.confirmSecondFactor(ctx, { member: idOf(ctx.actor), code: '000000' }),
	'lay down a first password': (ctx) =>
		membership.setPassword(ctx, { member: idOf(ctx.actor), password: 'correct-horse-battery' }),
	'sign in with another mailbox': (ctx) =>
		membership.requestEmailChange(ctx, { member: idOf(ctx.actor), email: 'x@example.com', from: {} }),
	'say that it is theirs': (ctx) =>
		membership.changeEmail(ctx, { member: idOf(ctx.actor), email: 'x@example.com', code: '000000' }),
	'add a passkey': (ctx) => membership.offerPasskey(ctx, {}),
	'remove a passkey': (ctx) => membership.removePasskey(ctx, { passkey: 1 }),
	'open a door for reports': (ctx) => openDoor(ctx, { name: 'report' }),
	'open a door for answers': (ctx) => openReplyDoor(ctx, { address: 'reply@example.com' }),
	'connect a shop': (ctx) => connectShop(ctx, { name: 'x', handle: 'x' }),
	'see the secret of its calls': (ctx) => renewSecret(ctx, { source: 1 }),
	'keep an app of a network': (ctx) => keepApp(ctx, { network: 'facebook', given: {} }),
	'connect an account': (ctx) => connectByToken(ctx, { network: 'bluesky', given: {} }),
	'leave for a network': (ctx) => beginConsent(ctx, { network: 'facebook' }),
	'take the whole site out': (ctx) => askExport(ctx, {}),
	'fetch its file': (ctx) => takeExportFile(ctx, { id: 1 }),
	'bring a site in': (ctx) => askRun(ctx, { source: 'homecourt', place: 'x.zip', dry: false, by: 'worker' }),
	'bring it in after a report': (ctx) => repeatRun(ctx, { id: 1, dry: false }),
};
const idOf = (actor: Actor): number => (actor.kind === 'member' ? actor.member : 0);

let place: TestSite;
let owner: Extract<Actor, { kind: 'member' }>;
beforeAll(async () => {
	place = await testSite();
	owner = (await sowMember(place.system(), 'owner')) as typeof owner;
	await place.site.sql`insert into transfer.run (source, place, options, dry, asked, seen, ended, outcome)
		values ('homecourt', 'x.zip', '{}', true, now(), now(), now(), 'done')`;
});
afterAll(() => place.close());

it.each(Object.keys(dangerous))('is asked of whoever wants to %s: nothing has changed', async (name) => {
	const other = (await sowMember(place.system())).member;
	const count = async () => (await place.site.sql`select 1 from platform.event`).length;
	const before = await count();
	const work = dangerous[name] as (typeof dangerous)[string];
	await expect(work(place.as({ ...owner, stale: true }), other)).rejects.toMatchObject({
		code: 'proof.needed',
		status: 403,
	});
	expect(await count()).toBe(before);
	// With a fresh proof it is done, or refused for a reason of its own.
	const outcome = await work(place.as(owner), other).catch((problem: unknown) => problem);
	expect(outcome).not.toMatchObject({ code: 'proof.needed' });
	expect(outcome).not.toMatchObject({ code: 'permission.denied' });
});

it('is asked of nobody for what is told by a report alone, or done by a program with a token', async () => {
	await place.site.sql`update transfer.run set ended = now(), outcome = 'stopped' where ended is null`;
	const stale = place.as({ ...owner, stale: true });
	const dry = askRun(stale, { source: 'homecourt', place: 'x.zip', dry: true, by: 'worker' });
	await expect(dry).resolves.toMatchObject({ id: expect.any(Number) as number });
	const other = (await sowMember(place.system())).member;
	const { token } = await membership.createToken(place.system(), {
		name: 'x',
		role: 'owner',
		member: owner.member,
		scopes: ['*'],
	});
	place.clock.advance(86_400_000);
	const program = await membership.findActorByToken(place.as(), token);
	expect(program).not.toHaveProperty('stale');
	await membership.changeRole(place.as(program as Actor), { member: other, role: 'author' });
});
