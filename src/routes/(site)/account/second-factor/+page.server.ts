import { redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { giveCookies } from '#membership/give-cookies.ts';
import { qrSvg } from '#ui/qr-svg.ts';
import {
	askedFrom,
	clearSecondFactor,
	confirmSecondFactor,
	offerSecondFactor,
	readSecondFactor,
} from '#membership/server/index.ts';
import { readForm, submit } from '#web/form.ts';
import { provedFor } from '#web/prove-again.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;
const signIn = '/login?to=/account/second-factor';

export async function load(event: RequestEvent) {
	const ctx = personalPage(event);
	if (ctx.actor.kind !== 'member') redirect(303, signIn);
	const state = await readSecondFactor(ctx, {});
	const to = event.url.searchParams.get('to') ?? '';
	if (state.set) return { state, to, offer: null };
	const { member } = ctx.actor;
	const { address } = await provedFor(event, () => offerSecondFactor(ctx, { member }));
	return { state, to, offer: { address, picture: Buffer.from(qrSvg(address)).toString('base64') } };
}

export const actions = {
	confirm: async (event: RequestEvent) => {
		const values = await readForm(event);
		const { ctx, actor, front } = event.locals;
		if (actor.kind !== 'member') redirect(303, signIn);
		return submit(event, { ...values, part: 'confirm' }, async () => {
			const from = askedFrom(event.request, front.address);
			const done = await confirmSecondFactor(ctx, { member: actor.member, code: values['code'] ?? '', from });
			giveCookies(event.cookies, done.cookies);
			return { codes: done.codes, to: values['to'] ?? '' };
		});
	},
	clear: async (event: RequestEvent) => {
		const values = await readForm(event);
		const { ctx, actor } = event.locals;
		if (actor.kind !== 'member') redirect(303, signIn);
		return submit(event, { ...values, part: 'clear' }, async () => {
			await clearSecondFactor(ctx, { member: actor.member, code: values['code'] ?? '' });
			redirect(303, signIn);
		});
	},
};
