import { redirect, type RequestEvent } from '@sveltejs/kit';
import { giveCookies } from '#membership/give-cookies.ts';
import { parsePasskeyAnswer } from '#membership/passkey-answer.ts';
import {
	askedFrom,
	findHeldAct,
	joinWithCode,
	proveSecondFactor,
	readProofs,
	requestCode,
	signInWithPasskey,
	signInWithPassword,
	type AskedFrom,
	type SignedIn,
} from '#membership/server/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import { goOn, isOwnPath, readForm, submit } from '#web/form.ts';
import { heldPath, pageOf, proofPath } from '#web/prove-again.ts';
import { personalPage } from '#web/shared-page.ts';

/** What is to be gone on with: the word of what waits, or an address. */
interface Onward {
	act: string;
	to: string;
}
const onwardOf = ({ url: { searchParams } }: RequestEvent): Onward => {
	const to = searchParams.get('to') ?? '';
	return { act: searchParams.get('act') ?? '', to: isOwnPath(to) ? to : '' };
};
const pathOf = ({ act, to }: Onward): string => proofPath(act ? { act } : { to });

/** The page on which a member proves anew who they are. */
export async function loadProof(event: RequestEvent) {
	const ctx = personalPage(event);
	const onward = onwardOf(event);
	if (ctx.actor.kind !== 'member') redirect(303, `/login?${new URLSearchParams({ to: onward.to || '/console' })}`);
	const proofs = await readProofs(ctx, {});
	const waiting = onward.act ? await findHeldAct(ctx, { word: onward.act }) : null;
	const proved = !ctx.actor.stale && !proofs.second;
	if (proved && !waiting && onward.to && event.request.method === 'GET') goOn(onward.to, '/account');
	return {
		...onward,
		...proofs,
		/** Nothing is missing but that it goes on: somebody has come back to this page. */
		proved: proved && waiting !== null,
		waits: waiting !== null,
		back: waiting ? pageOf(waiting.path) : onward.to || '/account',
	};
}

type Values = Record<string, string>;
type Way = (ctx: Ctx, values: Values, from: AskedFrom, own: { member: number; email: string }) => Promise<SignedIn>;

/**
 * A way of proving who one is as an action. Whoever has a second factor gives it too, unless `whole` is two proofs in one; then
 * what waited goes on, by a post of the browser's own (307), or the page where it was begun is shown again.
 */
const prove =
	(step: string, way: Way, { whole = false } = {}) =>
	async (event: RequestEvent) => {
		const values = await readForm(event);
		const { ctx, actor, front } = event.locals;
		const onward = onwardOf(event);
		if (actor.kind !== 'member') redirect(303, pathOf(onward));
		return submit(event, { step }, async () => {
			const { email, factor } = await readProofs(ctx, {});
			// As at sign-in: nobody at the door waits for a hash.
			if (step === 'password') front.door?.leave();
			const signedIn = await way(ctx, values, askedFrom(event.request, front.address), { member: actor.member, email });
			giveCookies(event.cookies, signedIn.cookies);
			if (factor && !whole) redirect(303, pathOf(onward));
			return goOnFrom(ctx, onward);
		});
	};

async function goOnFrom(ctx: Ctx, onward: Onward): Promise<never> {
	const waiting = onward.act ? await findHeldAct(ctx, { word: onward.act }) : null;
	if (waiting) redirect(307, heldPath(waiting.path, onward.act));
	goOn(onward.to, '/account');
}

export const proofActions = {
	code: async (event: RequestEvent) => {
		const { ctx, front } = event.locals;
		return submit(event, { step: '' }, async () => {
			const { email } = await readProofs(ctx, {});
			const from = askedFrom(event.request, front.address);
			giveCookies(event.cookies, (await requestCode(ctx, { email, purpose: 'sign-in', from })).cookies);
			return { values: { step: 'code' } };
		});
	},
	mailed: prove('code', (ctx, { code = '' }, from, { email }) => joinWithCode(ctx, { email, code, from })),
	password: prove('password', (ctx, { password = '' }, from, { email }) =>
		signInWithPassword(ctx, { email, password, from }),
	),
	passkey: prove(
		'passkey',
		(ctx, { answer = '' }, from, { member }) =>
			signInWithPasskey(ctx, { response: parsePasskeyAnswer(answer), whose: member, from } as never),
		{ whole: true },
	),
	second: prove('second', (ctx, { code = '' }, from) => proveSecondFactor(ctx, { code, from }), { whole: true }),
	/** Somebody has proved it, and came back to the page by themselves. */
	on: async (event: RequestEvent) => goOnFrom(event.locals.ctx, onwardOf(event)),
};
