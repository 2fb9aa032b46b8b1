import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import {
	createMember,
	createSignInLink,
	findActor,
	findHeldAct,
	forgetExpired,
	holdAct,
	readProofs,
	requireSecondFactor,
	setPassword,
	signInWithLink,
	takeHeldAct,
} from '#membership/server/index.ts';
import { browser, type Browser } from '#membership/server/testing/browser.ts';

let place: TestSite;
let anna: number;
let at: Browser;
beforeAll(async () => {
	place = await testSite();
	anna = (await createMember(place.system(), { name: '安', email: 'anna@example.com', role: 'owner' })).id;
});
afterAll(() => place.close());

const actor = async (): Promise<Actor> => (await findActor(place.as(), at.headers())).actor;
async function signIn(member: number): Promise<void> {
	at = browser();
	const { path } = await createSignInLink(place.system(), { member });
	at.keep((await signInWithLink(place.as(), { token: path.split('=')[1] ?? '', from: at.from() })).cookies);
}
const act = { path: '/console/site/tokens?/create', body: 'name=x&secret=very-secret' };

it('grows stale a quarter of an hour after the last proof, whatever was done meanwhile', async () => {
	await signIn(anna);
	place.clock.advance(15 * 60_000);
	expect(await actor()).not.toHaveProperty('stale');
	place.clock.advance(1_000);
	expect(await actor()).toMatchObject({ role: 'owner', stale: true });
	const password = { member: anna, password: 'correct-horse-battery', from: at.from() };
	// Whoever has no password yet could lay down one of their own with a stolen cookie.
	await expect(setPassword(place.as(await actor()), password)).rejects.toMatchObject({ code: 'proof.needed' });
	await signIn(anna);
	at.keep((await setPassword(place.as(await actor()), { ...password, from: at.from() })).cookies);
	place.clock.advance(20 * 60_000);
	// The present one is a proof itself.
	const next = { ...password, password: 'correct-horse-staple', current: password.password, from: at.from() };
	at.keep((await setPassword(place.as(await actor()), next)).cookies);
	expect(await actor()).not.toHaveProperty('stale');
});

it('keeps what was asked for, sealed, for that person, once', async () => {
	await signIn(anna);
	const { word } = await holdAct(place.as(await actor()), act);
	const [row] = await place.site.sql<{ act: Buffer; digest: string }[]>`select act, digest from membership.held_act`;
	expect(row?.act.toString('latin1')).not.toMatch(/very-secret|console/);
	expect(row?.digest).not.toContain(word);
	const other = (await createMember(place.system(), { name: '班', email: 'ben@example.com', role: 'owner' })).id;
	const mine = place.as(await actor());
	await signIn(other);
	const theirs = place.as(await actor());
	for (const ctx of [theirs, place.as()]) {
		expect(await findHeldAct(ctx, { word })).toBeNull();
		expect(await takeHeldAct(ctx, { word })).toBeNull();
	}
	expect(await findHeldAct(mine, { word: `${word}x` })).toBeNull();
	expect(await findHeldAct(mine, { word })).toEqual(act);
	expect(await takeHeldAct(mine, { word })).toEqual(act);
	expect(await takeHeldAct(mine, { word })).toBeNull();
});

it('lets it go after half an hour, and keeps only a few for each', async () => {
	await signIn(anna);
	const ctx = place.as(await actor());
	const words: string[] = [];
	for (let n = 0; n < 7; n++) {
		place.clock.advance(1_000);
		words.push((await holdAct(place.as(ctx.actor), act)).word);
	}
	const found = await Promise.all(words.map((word) => findHeldAct(ctx, { word })));
	expect(found.map((one) => one !== null)).toEqual([false, false, true, true, true, true, true]);
	place.clock.advance(31 * 60_000);
	expect(await takeHeldAct(place.as(ctx.actor), { word: words[6] as string })).toBeNull();
	await forgetExpired.run(place.system(), {});
	expect(await place.site.sql`select 1 from membership.held_act`).toHaveLength(0);
	await expect(holdAct(place.as(), act)).rejects.toMatchObject({ status: 401 });
	await expect(holdAct(ctx, { ...act, body: 'x'.repeat(64_001) })).rejects.toMatchObject({ status: 422 });
	await expect(holdAct(ctx, { ...act, path: 'https://evil.example/' })).rejects.toMatchObject({ status: 422 });
});

it('offers what a person can prove it by, and only what is two proofs where two are the rule', async () => {
	await signIn(anna);
	const ctx = place.as(await actor());
	const mine = { email: 'anna@example.com', passkey: false, factor: false, second: false };
	expect(await readProofs(ctx, {})).toEqual({ ...mine, mail: true, password: true });
	await requireSecondFactor(place.system(), { required: true });
	expect(await readProofs(ctx, {})).toEqual({ ...mine, mail: false, password: false });
	await expect(readProofs(place.as(), {})).rejects.toMatchObject({ status: 401 });
});
