import { redirect, type RequestEvent } from '@sveltejs/kit';
import { asActor, type SessionMember } from '#membership/member.ts';
import { answersOf } from '#membership/answer-form.ts';
import { giveCookies } from '#membership/give-cookies.ts';
import { codeStep, notIn } from '#membership/join-step.ts';
import {
	checkJoining,
	connectArrival,
	joinByProvider,
	joinWithCode,
	listFields,
	readArrival,
	readNotice,
	requestCode,
} from '#membership/server/index.ts';
import { Problem } from '#platform/problem.ts';
import { findTouchOf, fromOf } from '#web/arrival-touch.ts';
import { goOn, readForm, submit } from '#web/form.ts';
import { releaseHeld } from '#web/held-work.ts';
import { personalPage } from '#web/shared-page.ts';

/** Whom a provider sent, for the page on which they say who they want to be here. */
export async function loadArrival(event: RequestEvent) {
	const ctx = personalPage(event);
	try {
		const [arrival, { hash }, questions] = await Promise.all([
			readArrival(ctx, { from: fromOf(event) }),
			readNotice(ctx, {}),
			listFields(ctx, { atJoining: true }),
		]);
		const invitation = new URL(arrival.onward, ctx.site.url).searchParams.get('invitation') ?? '';
		return { arrival, invitation, notice: hash, questions };
	} catch (error) {
		if (error instanceof Problem && error.code === 'arrival.expired') redirect(303, '/login?trouble=arrival.expired');
		throw error;
	}
}

/** In: what was written before is posted, and the way goes on to where they were. */
async function onward(event: RequestEvent, member: SessionMember, to: string): Promise<never> {
	const ctx = { ...event.locals.ctx, actor: asActor(member) };
	// Whoever came by an invitation has followed it.
	return goOn((await releaseHeld(event, ctx)) ?? (to.startsWith('/join') ? '' : to), '/account');
}

/** Joins whose address the provider has verified. */
async function enter(event: RequestEvent) {
	const values = await readForm(event);
	return submit(event, values, async () => {
		const joined = await joinByProvider(event.locals.ctx, {
			...(values as { name: string }),
			answers: answersOf(values),
			...(await findTouchOf(event)),
			from: fromOf(event),
		}).catch((error: unknown) => {
			// They have arrived and are not in: this page has nothing more to ask.
			if (!(error instanceof Problem) || !notIn({ code: error.code })) throw error;
			return redirect(303, `/join?outcome=${error.code}`);
		});
		giveCookies(event.cookies, joined.cookies);
		return onward(event, joined.member, joined.onward);
	});
}

/** Mails a code to whose address nobody has verified. */
async function code(event: RequestEvent) {
	const values = await readForm(event);
	return submit(event, values, async () => {
		await checkJoining(event.locals.ctx, { answers: answersOf(values) });
		const { cookies } = await requestCode(event.locals.ctx, { email: values['email'] ?? '', from: fromOf(event) });
		giveCookies(event.cookies, cookies);
		return codeStep(values);
	});
}

/** Lets in who holds the code, and joins the provider to them: the next time they need no mail. */
async function join(event: RequestEvent) {
	const { step: _, ...values } = await readForm(event);
	const { ctx } = event.locals;
	return submit(event, { ...values, step: 'code' }, async () => {
		const { member, cookies } = await joinWithCode(ctx, {
			...(values as { name: string; email: string; code: string }),
			answers: answersOf(values),
			...(await findTouchOf(event)),
			from: fromOf(event),
		});
		giveCookies(event.cookies, cookies);
		let to = '';
		try {
			const connected = await connectArrival({ ...ctx, actor: asActor(member) }, { from: fromOf(event) });
			giveCookies(event.cookies, connected.cookies);
			to = connected.onward;
		} catch (error) {
			// They are in by their code; that the provider could not be joined is no reason to keep them out.
			if (!(error instanceof Problem)) throw error;
			ctx.log.info('arrival not connected', { code: error.code });
		}
		return onward(event, member, to);
	});
}

export const arrivalActions = { enter, code, join };
