import { redirect, type RequestEvent } from '@sveltejs/kit';
import { asActor } from '#membership/member.ts';
import { giveCookies } from '#membership/give-cookies.ts';
import { codeStep } from '#membership/join-step.ts';
import { parsePasskeyAnswer } from '#membership/passkey-answer.ts';
import {
	askedFrom,
	joinWithCode,
	requestCode,
	signInWithPasskey,
	signInWithPassword,
	type SignedIn,
} from '#membership/server/index.ts';
import { goOn, readForm, submit } from '#web/form.ts';
import { releaseHeld } from '#web/held-work.ts';
import { offerProviders } from '#web/offer-providers.ts';
import { providerTrouble } from '#web/provider-sign-in.ts';
import { personalPage } from '#web/shared-page.ts';

export async function load(event: RequestEvent) {
	const { actor } = personalPage(event);
	const to = event.url.searchParams.get('to') ?? '';
	// Whoever is asked to prove anew who they are signs in once more.
	const again = event.url.searchParams.has('again');
	if (actor.kind === 'member' && event.request.method === 'GET' && !again)
		redirect(303, /^\/(?![/\\])/.test(to) ? to : '/account');
	return { to, trouble: providerTrouble(event), ...(await offerProviders(event)) };
}

/** A way of signing in as an action: runs it with where the request comes from, keeps its cookies and goes on. */
const signIn =
	(
		way: (event: RequestEvent, values: Record<string, string>, from: ReturnType<typeof askedFrom>) => Promise<SignedIn>,
		step = '',
	) =>
	async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, { ...values, step }, async () => {
			const { member, cookies } = await way(event, values, askedFrom(event.request, event.locals.front.address));
			giveCookies(event.cookies, cookies);
			const ctx = { ...event.locals.ctx, actor: asActor(member) };
			goOn((await releaseHeld(event, ctx)) ?? values['to'], '/account');
		});
	};

export const actions = {
	code: async (event: RequestEvent) => {
		const values = await readForm(event);
		const from = askedFrom(event.request, event.locals.front.address);
		return submit(event, values, async () => {
			giveCookies(
				event.cookies,
				(
					await requestCode(event.locals.ctx, {
						email: values['email'] ?? '',
						purpose: 'sign-in',
						link: values['to'] ?? '',
						from,
					})
				).cookies,
			);
			return codeStep(values);
		});
	},
	join: signIn(
		({ locals }, { email = '', code = '' }, from) => joinWithCode(locals.ctx, { email, code, from }),
		'code',
	),
	password: signIn(({ locals }, { email = '', password = '' }, from) => {
		// Passwords have a queue of their own, in which nobody waits who comes by a code.
		locals.front.door?.leave();
		return signInWithPassword(locals.ctx, { email, password, from });
	}, 'password'),
	passkey: signIn(
		({ locals }, { answer = '' }, from) =>
			signInWithPasskey(locals.ctx, { response: parsePasskeyAnswer(answer), from } as never),
		'passkey',
	),
};
