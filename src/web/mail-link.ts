import { redirect, type RequestEvent } from '@sveltejs/kit';
import { answersOf } from '#membership/answer-form.ts';
import { giveCookies } from '#membership/give-cookies.ts';
import { notIn } from '#membership/join-step.ts';
import { asActor } from '#membership/member.ts';
import { joinWithLink, listFields, readMailLink, readNotice } from '#membership/server/index.ts';
import { Problem } from '#platform/problem.ts';
import { findTouchOf, fromOf } from '#web/arrival-touch.ts';
import { goOn, readForm, submit } from '#web/form.ts';
import { releaseHeld } from '#web/held-work.ts';
import { sayProblem } from '#web/say-problem.ts';
import { personalPage } from '#web/shared-page.ts';

/** Whom the link of a mail lets in, for the page with its button. Looking uses nothing up: mail programs and scanners look too. */
export async function loadMailLink(event: RequestEvent) {
	const ctx = personalPage(event);
	const asked = event.url.searchParams;
	const token = (asked.get('token') ?? '').slice(0, 100);
	const to = (asked.get('to') ?? '').slice(0, 300);
	const [person, { hash }, questions] = await Promise.all([
		readMailLink(ctx, { token }),
		readNotice(ctx, {}),
		listFields(ctx, { atJoining: true }),
	]);
	const expired = person ? undefined : sayProblem(ctx.locale, new Problem('link.expired', 410));
	return { token, to, invitation: invitationIn(ctx.site.url, to), person, expired, notice: hash, questions };
}

/** Whoever was on the way to an invitation follows it. */
const invitationIn = (site: string, to: string): string =>
	/^\/join\?/.test(to) ? (new URL(to, site).searchParams.get('invitation') ?? '') : '';

/** The button was pressed: lets the person in, in this browser. What it held of their words is posted, as by every other door. */
async function enter(event: RequestEvent) {
	const values = await readForm(event);
	const { ctx } = event.locals;
	return submit(event, values, async () => {
		const { member, cookies } = await joinWithLink(ctx, {
			token: values['token'] ?? '',
			name: values['name'] ?? '',
			heardFrom: values['heardFrom'] ?? '',
			news: values['news'] ?? '',
			notice: values['notice'] ?? '',
			invitation: values['invitation'] ?? '',
			answers: answersOf(values),
			...(await findTouchOf(event)),
			from: fromOf(event),
		}).catch((error: unknown) => {
			// Their address is proved and they are not in: this page has nothing more to ask.
			if (!(error instanceof Problem) || !notIn({ code: error.code })) throw error;
			return redirect(303, `/join?outcome=${error.code}`);
		});
		giveCookies(event.cookies, cookies);
		const to = values['to'] ?? '';
		goOn(
			(await releaseHeld(event, { ...ctx, actor: asActor(member) })) ?? (to.startsWith('/join') ? '' : to),
			'/account',
		);
	});
}

export const mailLinkActions = { enter };
