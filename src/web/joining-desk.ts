import { redirect, type RequestEvent } from '@sveltejs/kit';
import { mayChangeJoining } from '#membership/policy.ts';
import {
	changeJoining,
	decideApplicant,
	invite,
	listApplicants,
	listInvitations,
	readJoining,
	revokeInvitation,
} from '#membership/server/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import { readForm, submit } from '#web/form.ts';

type Values = Record<string, string>;
const home = '/console/members/joining';

/** How people become members, who waits, who was invited. */
export async function loadJoining({ locals: { ctx }, url }: RequestEvent) {
	const [{ joining }, applicants, invitations] = await Promise.all([
		readJoining(ctx, {}),
		listApplicants(ctx, {}),
		listInvitations(ctx, {}),
	]);
	return {
		joining,
		applicants,
		invitations: invitations.map((one) => ({ ...one, over: one.expires < ctx.now })),
		may: { joining: mayChangeJoining(ctx.actor) },
		saved: url.searchParams.has('saved'),
	};
}

/** One thing done by a form of the page; `part` says which one an answer belongs to. */
const act = (part: string, work: (ctx: Ctx, values: Values) => Promise<unknown>) => async (event: RequestEvent) => {
	const values = await readForm(event);
	return submit(event, { ...values, part }, async () => {
		await work(event.locals.ctx, values);
		redirect(303, `${home}?saved`);
	});
};

export const joiningActions = {
	door: act('door', (ctx, { joining }) => changeJoining(ctx, { joining: joining as never })),
	decide: act('decide', (ctx, { applicant, decision, reason = '' }) =>
		decideApplicant(ctx, { applicant, decision: decision as never, reason }),
	),
	revoke: act('revoke', (ctx, { invitation }) => revokeInvitation(ctx, { invitation })),
	invite: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, { ...values, part: 'invite' }, async () => {
			const { link } = await invite(event.locals.ctx, values as never);
			return { link, mailed: values['mail'] === 'yes' ? (values['email'] ?? '') : '' };
		});
	},
};
