import type { RequestEvent } from '@sveltejs/kit';
import { asActor } from '#membership/member.ts';
import { giveCookies } from '#membership/give-cookies.ts';
import { codeStep } from '#membership/join-step.ts';
import { invitationPath } from '#membership/joining.ts';
import { Problem } from '#platform/problem.ts';
import { answersOf } from '#membership/answer-form.ts';
import {
	askedFrom,
	checkJoining,
	joinWithCode,
	readJoining,
	readNotice,
	requestCode,
} from '#membership/server/index.ts';
import { findTouchOf } from '#web/arrival-touch.ts';
import { goOn, readForm, submit } from '#web/form.ts';
import { heldCookie } from '#web/hold-words.ts';
import { releaseHeld } from '#web/held-work.ts';
import { offerJoining } from '#web/offer-joining.ts';
import { sayProblem } from '#web/say-problem.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const ctx = personalPage(event);
	const asked = event.url.searchParams;
	const invitation = (asked.get('invitation') ?? '').slice(0, 100);
	const [{ hash }, offer, { joining, invited }] = await Promise.all([
		readNotice(ctx, {}),
		offerJoining(event),
		readJoining(ctx, { invitation }),
	]);
	const outcome = ['join.waiting', 'join.by-invitation'].find((code) => code === asked.get('outcome'));
	return {
		to: asked.get('to') ?? '',
		notice: hash,
		...offer,
		joining,
		invitation,
		invited,
		held: event.cookies.get(heldCookie) !== undefined,
		outcome: outcome ? { code: outcome, message: sayProblem(ctx.locale, new Problem(outcome, 403)) } : null,
	};
}

export const actions = {
	code: async (event: RequestEvent) => {
		const values = await readForm(event);
		const { ctx, front } = event.locals;
		return submit(event, values, async () => {
			await checkJoining(ctx, { answers: answersOf(values) });
			const { cookies } = await requestCode(ctx, {
				email: values['email'] ?? '',
				link: values['invitation'] ? invitationPath(values['invitation']) : (values['to'] ?? ''),
				from: askedFrom(event.request, front.address),
			});
			giveCookies(event.cookies, cookies);
			return codeStep(values);
		});
	},
	join: async (event: RequestEvent) => {
		const { to, step: _, ...values } = await readForm(event);
		const { ctx, front } = event.locals;
		return submit(event, { ...values, step: 'code' }, async () => {
			const from = askedFrom(event.request, front.address);
			const { member, cookies } = await joinWithCode(ctx, {
				...(values as { name: string; email: string; code: string }),
				answers: answersOf(values),
				...(await findTouchOf(event)),
				from,
			});
			giveCookies(event.cookies, cookies);
			// What was written before joining is posted by whichever door its writer took.
			goOn((await releaseHeld(event, { ...ctx, actor: asActor(member) })) ?? to, '/account');
		});
	},
};
