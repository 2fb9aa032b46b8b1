import { redirect, type RequestEvent } from '@sveltejs/kit';
import { staff, type Actor } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import type { Disclosure } from '#community/stars.ts';
import { findCommentPath, postComment, readHeld, releaseHeld } from '#community/server/index.ts';
import { giveCookies } from '#membership/give-cookies.ts';
import { codeStep, offeredName } from '#membership/join-step.ts';
import { answersOf } from '#membership/answer-form.ts';
import type { MemberField } from '#membership/field.ts';
import type { OfferedProviders } from '#membership/provider.ts';
import { checkJoining, joinWithCode, requestCode } from '#membership/server/index.ts';
import { findTouchOf, fromOf } from '#web/arrival-touch.ts';
import { leavePictures, readSaid, takePictures } from '#web/comment-pictures.ts';
import { readForm, submit } from '#web/form.ts';
import { heldCookie, holdWords } from '#web/hold-words.ts';
import { offerJoining } from '#web/offer-joining.ts';

type Said = Awaited<ReturnType<typeof readSaid>>;

const goTo = async (ctx: Ctx, id: number): Promise<never> => redirect(303, await findCommentPath(ctx, { id }));

/** Adds to a form's trouble what the page needs to show the same step again. */
async function keeping<R>(answer: Promise<R>, more: Record<string, unknown>): Promise<R> {
	const result = await answer;
	const { data } = result as { data?: Record<string, unknown> };
	if (data && 'message' in data) Object.assign(data, more);
	return result;
}

/** A member's words are posted, a visitor's are held until they have joined. */
async function comment(event: RequestEvent) {
	const { values, files } = await readSaid(event);
	return say(event, values, files);
}

async function say(event: RequestEvent, values: Record<string, string>, files: Said['files']) {
	const { ctx, actor } = event.locals;
	if (actor.kind === 'visitor') {
		// Whoever has not joined yet says it in words.
		await leavePictures(files);
		return begin(event, values);
	}
	const where = { thread: values['thread'] ?? '', parent: values['parent'] || null, quote: values['quote'] ?? '' };
	const nameless = values['nameless'] === 'on';
	const text = values['text'] ?? '';
	const member: Record<string, unknown> = actor.kind === 'member' ? { member: actor.name, staff: staff(actor) } : {};
	return keeping(
		submit(event, values, async () => {
			const pictures = await takePictures(event, values, files);
			return goTo(
				ctx,
				(await post(ctx, { ...where, nameless, ...ratingOf(values), body: { text, pictures } }, member)).id,
			);
		}),
		member,
	);
}

/** Stars as a form gives them; answering somebody, the field for them was not to be seen. */
const ratingOf = ({ parent, stars = '', disclosed = '' }: Record<string, string>) =>
	parent ? {} : { stars, disclosed: disclosed as Disclosure | '' };

/** Posts; whoever has given stars already is led to theirs. */
async function post(ctx: Ctx, said: Parameters<typeof postComment>[1], trouble: Record<string, unknown>) {
	try {
		return await postComment(ctx, said);
	} catch (error) {
		if (error instanceof Problem && error.code === 'rating.given') trouble['rated'] = error.details['comment'];
		throw error;
	}
}

/** Holds what a visitor wrote until they have joined. */
async function hold(event: RequestEvent, values: Record<string, string>) {
	const { thread = '', parent, quote = '', text = '' } = values;
	const token = await holdWords(event, { thread, parent: parent || null, quote, text, ...ratingOf(values) });
	return { held: token, kept: text, ...(await offerJoining(event)) };
}

/**
 * A visitor's words, and perhaps their address beside them: then the code is mailed at once, and a name is offered that they may
 * change (decision 0069). Whatever else the house asks of whoever joins stands in a step of its own.
 */
async function begin(event: RequestEvent, values: Record<string, string>) {
	const { email = '' } = values;
	let held: Awaited<ReturnType<typeof hold>> | null = null;
	const answer = await submit(event, values, async () => {
		held = await hold(event, values);
		if (!email.trim() || held.questions.length) return { ...held, values: { email } };
		await mailCode(event, { email });
		return { ...codeStep({ email, name: offeredName(event.locals.locale), offered: 'yes' }), ...held };
	});
	return keeping(Promise.resolve(answer), held ?? {});
}

async function mailCode(event: RequestEvent, values: Record<string, string>): Promise<void> {
	const { ctx } = event.locals;
	await checkJoining(ctx, { answers: answersOf(values) });
	// No link: it would open another browser than the one that holds the words (decision 0069).
	const { cookies } = await requestCode(ctx, { email: values['email'] ?? '', from: fromOf(event) });
	giveCookies(event.cookies, cookies);
}

/**
 * Mails the code for joining: to whoever writes and is no member, or to whose words are held already. A form in a frame takes
 * everybody for a visitor: whoever turns out to be a member has said it.
 */
async function code(event: RequestEvent) {
	const { values, files } = await readSaid(event);
	if ('text' in values) return say(event, values, files);
	await leavePictures(files);
	const held = await heldState(event, values);
	return keeping(
		submit(event, values, async () => {
			await mailCode(event, values);
			return { ...codeStep(values), ...held };
		}),
		held,
	);
}

/** Lets the person in and posts what was held. What cannot be posted is given back to its author to change. */
async function join(event: RequestEvent) {
	const { step: _, ...values } = await readForm(event);
	const { ctx } = event.locals;
	const held = await heldState(event, values);
	let actor: Extract<Actor, { kind: 'member' }> | null = null;
	const waiting = held.held ? await readHeld(ctx, { token: held.held }) : null;
	const answer = await keeping(
		submit(event, { ...values, step: 'code' }, async () => {
			const { member, cookies } = await joinWithCode(ctx, {
				name: values['name'] ?? '',
				email: values['email'] ?? '',
				code: values['code'] ?? '',
				answers: answersOf(values),
				...(await findTouchOf(event)),
				place: 'comment',
				from: fromOf(event),
			});
			giveCookies(event.cookies, cookies);
			actor = { kind: 'member', member: member.id, name: member.name, handle: member.handle, role: member.role };
			return release(event, { ...ctx, actor }, held.held ?? '');
		}),
		held,
	);
	// In, but not posted: the words go back into the box, under the new name.
	const joined = actor as Extract<Actor, { kind: 'member' }> | null;
	const { data } = answer as unknown as { data?: Record<string, unknown> };
	if (joined && data) {
		const text = {
			thread: String(waiting?.thread ?? ''),
			parent: String(waiting?.parent ?? ''),
			text: waiting?.text ?? '',
			stars: String(waiting?.stars ?? ''),
			disclosed: waiting?.disclosed ?? '',
		};
		Object.assign(data, {
			held: undefined,
			kept: undefined,
			providers: undefined,
			questions: undefined,
			member: joined.name,
			values: text,
		});
	}
	return answer;
}

/** The actions of a page with a conversation: `export const actions = commentActions`. */
export const commentActions = { comment, code, join };

/** Posts what is held as the member of `ctx`, forgets the cookie and leads to the comment. */
async function release(event: RequestEvent, ctx: Ctx, token: string): Promise<never> {
	const { id } = await releaseHeld(ctx, { token });
	event.cookies.delete(heldCookie, { path: '/' });
	return goTo(ctx, id);
}

/**
 * For pages of their own that let somebody in: the address of the comment that this browser held, now posted; null when
 * there is none or it cannot be posted (it is still held, and the person finds out at the thread).
 */
export async function releaseFromCookie(event: RequestEvent, ctx: Ctx): Promise<string | null> {
	const token = event.cookies.get(heldCookie);
	if (!token) return null;
	try {
		const { id } = await releaseHeld(ctx, { token });
		event.cookies.delete(heldCookie, { path: '/' });
		return await findCommentPath(ctx, { id });
	} catch (error) {
		ctx.log.info('held comment not posted', { error });
		return null;
	}
}

async function heldState(
	event: RequestEvent,
	values: Record<string, string>,
): Promise<{ held?: string; kept?: string; providers?: OfferedProviders; questions?: readonly MemberField[] }> {
	const token = values['held'] || event.cookies.get(heldCookie);
	if (!token) return {};
	const [waiting, offer] = await Promise.all([
		readHeld(event.locals.ctx, { token: token.slice(0, 100) }),
		offerJoining(event),
	]);
	return { held: token, kept: waiting?.text ?? '', ...offer };
}
