import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { eventPath, longestNote, ticketPath } from '#gathering/gathering.ts';
import { readGathering, signUp } from '#gathering/server/index.ts';
import { giveCookies } from '#membership/give-cookies.ts';
import { codeStep } from '#membership/join-step.ts';
import { asActor } from '#membership/member.ts';
import { answersOf } from '#membership/answer-form.ts';
import { checkJoining, joinWithCode, requestCode } from '#membership/server/index.ts';
import { findTouchOf, fromOf } from '#web/arrival-touch.ts';
import { readForm, submit } from '#web/form.ts';
import { offerJoining } from '#web/offer-joining.ts';

/** The browser remembers what somebody was about to sign up for, so that whoever joins by another page is signed up too. */
const cookie = 'sign-up';

const idOf = async (event: RequestEvent): Promise<number> =>
	(await readGathering(event.locals.ctx, { slug: event.params['slug'] ?? '' })).id;

function remember(event: RequestEvent, id: number, note: string): void {
	event.cookies.set(cookie, `${id}.${Buffer.from(note.slice(0, longestNote)).toString('base64url')}`, {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: event.url.protocol === 'https:',
		maxAge: 3_600,
	});
}

/** Signs up and leads to the ticket. */
async function goToTicket(event: RequestEvent, ctx: Ctx, id: number, note: string): Promise<never> {
	const { ticket } = await signUp(ctx, { event: id, note });
	event.cookies.delete(cookie, { path: '/' });
	redirect(303, ticketPath(ticket));
}

/** What the join step needs to be shown again, whatever became of it. */
async function joining(event: RequestEvent, note: string) {
	return { joining: true, values: { note }, ...(await offerJoining(event)) };
}

/** Adds to a form's trouble what the page needs to show the same step again. */
async function keeping<R>(answer: Promise<R>, more: Record<string, unknown>): Promise<R> {
	const result = await answer;
	const { data } = result as { data?: { message?: string; values?: object } };
	if (data?.message)
		Object.assign(data, more, { values: { ...data.values, ...(more['values'] as object | undefined) } });
	return result;
}

/** A member has a place at once; a visitor is asked who they are, and what they wrote goes along. */
async function start(event: RequestEvent) {
	const { note = '' } = await readForm(event);
	const { ctx, actor } = event.locals;
	const member = actor.kind !== 'visitor';
	return keeping(
		submit(event, { note }, async () => {
			const { id, access, path } = await readGathering(ctx, { slug: event.params['slug'] ?? '' });
			if (member) return goToTicket(event, ctx, id, note);
			if (access === 'members') redirect(303, `/login?to=${encodeURIComponent(path)}`);
			remember(event, id, note);
			return joining(event, note);
		}),
		{ member },
	);
}

/** Mails the code for joining. */
async function code(event: RequestEvent) {
	const values = await readForm(event);
	const state = await joining(event, values['note'] ?? '');
	return keeping(
		submit(event, values, async () => {
			await checkJoining(event.locals.ctx, { answers: answersOf(values) });
			const { cookies } = await requestCode(event.locals.ctx, {
				email: values['email'] ?? '',
				from: fromOf(event),
			});
			giveCookies(event.cookies, cookies);
			const step = codeStep(values);
			return { ...state, ...step, values: { ...step.values, ...state.values } };
		}),
		state,
	);
}

/** Lets the person in and signs them up. Whoever is in by now and has no place is told why, as a member. */
async function join(event: RequestEvent) {
	const { step: _, ...values } = await readForm(event);
	const { ctx } = event.locals;
	const state = await joining(event, values['note'] ?? '');
	const entered = await keeping(
		submit(event, { ...values, step: 'code' }, async () => {
			const { member, cookies } = await joinWithCode(ctx, {
				...(values as { email: string; code: string }),
				answers: answersOf(values),
				...(await findTouchOf(event)),
				place: 'event',
				from: fromOf(event),
			});
			giveCookies(event.cookies, cookies);
			return { actor: asActor(member) };
		}),
		state,
	);
	if (!('actor' in entered)) return entered;
	const { actor } = entered;
	return keeping(
		submit(event, values, async () => goToTicket(event, { ...ctx, actor }, await idOf(event), values['note'] ?? '')),
		{ member: true },
	);
}

/** The actions of an event's page. */
export const eventActions = { signUp: start, code, join };

/**
 * For pages of their own that let somebody in: the address of the ticket that they were about to ask for, now given; null
 * when there was none or it cannot be given (its page says why).
 */
export async function signUpFromCookie(event: RequestEvent, ctx: Ctx): Promise<string | null> {
	const [id = '', note = ''] = (event.cookies.get(cookie) ?? '').split('.');
	if (!id) return null;
	event.cookies.delete(cookie, { path: '/' });
	try {
		const { ticket } = await signUp(ctx, {
			event: id,
			note: Buffer.from(note, 'base64url').toString().slice(0, longestNote),
		});
		return ticketPath(ticket);
	} catch (error) {
		if (!(error instanceof Problem)) throw error;
		ctx.log.info('not signed up after joining', { code: error.code });
		const found = await readGathering(ctx, { id }).catch(() => null);
		return found ? eventPath(found.slug) : null;
	}
}
