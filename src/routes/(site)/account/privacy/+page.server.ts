import { redirect, type RequestEvent } from '@sveltejs/kit';
import { maySetUpSecondFactor } from '#membership/policy.ts';
import { changeConsent, listOwnRequests, readConsent } from '#membership/server/index.ts';
import { tellsConversions } from '#publishing/server/index.ts';
import { requestActions } from '#web/privacy-desk.ts';
import { readForm, submit } from '#web/form.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;
const signIn = '/login?to=/account/privacy';

export async function load(event: RequestEvent) {
	const ctx = personalPage(event);
	if (ctx.actor.kind !== 'member') redirect(303, signIn);
	const { member } = ctx.actor;
	return {
		consent: await readConsent(ctx, { member }),
		requests: await listOwnRequests(ctx, { member }),
		staff: maySetUpSecondFactor(ctx.actor, { id: member }),
		ads: await tellsConversions(ctx),
		saved: event.url.searchParams.has('saved'),
	};
}

export const actions = {
	...requestActions,
	marketing: async (event: RequestEvent) => {
		const values = await readForm(event);
		const { actor, ctx, front } = event.locals;
		if (actor.kind !== 'member') redirect(303, signIn);
		return submit(event, values, async () => {
			const ticked = (name: string): boolean => values[name] === 'yes';
			await changeConsent(ctx, {
				member: actor.member,
				mail: ticked('mail'),
				line: ticked('line'),
				push: ticked('push'),
				ads: ticked('ads'),
				refused: ticked('refused'),
				place: 'account',
				address: front.address,
			});
			redirect(303, '/account/privacy?saved');
		});
	},
};
