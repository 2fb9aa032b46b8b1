import { redirect, type RequestEvent } from '@sveltejs/kit';
import { maySetUpSecondFactor } from '#membership/policy.ts';
import { answersOf } from '#membership/answer-form.ts';
import { giveCookies } from '#membership/give-cookies.ts';
import { parsePasskeyAnswer } from '#membership/passkey-answer.ts';
import {
	askedFrom,
	answerFields,
	connectKey,
	changeProfile,
	listFields,
	listOwnProviders,
	partProvider,
	readAccount,
	readAnswers,
	registerPasskey,
	removePasskey,
	revokeSession,
	setPassword,
} from '#membership/server/index.ts';
import { isProfileWaiting } from '#moderation/server/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import { emailActions } from '#web/email-actions.ts';
import { readForm, submit } from '#web/form.ts';
import { offerProviders } from '#web/offer-providers.ts';
import { portraitActions } from '#web/portrait-actions.ts';
import { providerTrouble } from '#web/provider-sign-in.ts';
import { personalPage } from '#web/shared-page.ts';

export async function load(event: RequestEvent) {
	const ctx = personalPage(event);
	if (ctx.actor.kind === 'visitor') redirect(303, '/login?to=/account');
	const from = askedFrom(event.request, event.locals.front.address);
	const member = ctx.actor.kind === 'member' ? ctx.actor.member : 0;
	const [account, accounts, offer, fields, answers, waits] = await Promise.all([
		readAccount(ctx, { from }),
		listOwnProviders(ctx, {}),
		offerProviders(event),
		listFields(ctx, {}),
		readAnswers(ctx, { member }),
		isProfileWaiting(ctx, {}),
	]);
	return {
		...account,
		accounts,
		fields,
		answers,
		waits,
		...offer,
		connect: connectKey(ctx, from.cookie),
		connected: event.url.searchParams.has('connected'),
		trouble: providerTrouble(event),
		staff: maySetUpSecondFactor(ctx.actor, { id: member }),
	};
}

/** One part of the account as an action; `part` says which form of the page the answer belongs to. */
const change =
	(
		part: string,
		work: (ctx: Ctx, values: Record<string, string>, event: RequestEvent, own: number) => Promise<unknown>,
	) =>
	async (event: RequestEvent) => {
		const values = await readForm(event);
		const { actor, ctx } = event.locals;
		if (actor.kind !== 'member') redirect(303, '/login?to=/account');
		return submit(event, { ...values, part }, async () => {
			await work(ctx, values, event, actor.member);
			return { done: part };
		});
	};

export const actions = {
	...portraitActions,
	...emailActions,
	profile: change('profile', (ctx, values, _event, member) => changeProfile(ctx, { ...values, member } as never)),
	answers: change('answers', (ctx, values, _event, member) =>
		answerFields(ctx, { member, answers: answersOf(values) }),
	),
	password: change('password', async (ctx, values, event, member) => {
		const from = askedFrom(event.request, event.locals.front.address);
		const { cookies } = await setPassword(ctx, {
			member,
			password: values['password'] ?? '',
			current: values['current'],
			from,
		});
		giveCookies(event.cookies, cookies);
	}),
	passkey: change('passkeys', (ctx, { answer = '', name = '' }) =>
		registerPasskey(ctx, { response: parsePasskeyAnswer(answer), name } as never),
	),
	removePasskey: change('passkeys', (ctx, { passkey }) => removePasskey(ctx, { passkey })),
	partProvider: change('providers', (ctx, { account }) => partProvider(ctx, { account })),
	session: change('sessions', (ctx, { session }) => revokeSession(ctx, { session })),
};
