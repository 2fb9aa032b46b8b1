import { redirect, type RequestEvent } from '@sveltejs/kit';
import {
	changeBreach,
	decideRequest,
	extendRequest,
	keepRetention,
	makeRequest,
	noteBreach,
	withdrawRequest,
} from '#membership/server/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import { zonedTime } from '#platform/language/zoned-time.ts';
import { readForm, submit } from '#web/form.ts';

type Values = Record<string, string>;

/** One thing done by a form; afterwards the page is shown anew and says so. */
const act =
	(part: string, home: string, work: (ctx: Ctx, values: Values, event: RequestEvent) => Promise<unknown>) =>
	async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, { ...values, part }, async () => {
			await work(event.locals.ctx, values, event);
			redirect(303, `${home}?saved`);
		});
	};

/** What staff decide at the privacy desk. */
export const deskActions = {
	decide: act('decide', '/console/members/privacy', (ctx, { request, decision, answer = '' }) =>
		decideRequest(ctx, { request, decision: decision as never, answer }),
	),
	extend: act('extend', '/console/members/privacy', (ctx, { request, reason = '' }) =>
		extendRequest(ctx, { request, reason }),
	),
	retention: act('retention', '/console/members/privacy', (ctx, { part: _, ...values }) => keepRetention(ctx, values)),
};

/** The journal of breaches. Times are typed in the site's own zone. */
export const breachActions = {
	note: act(
		'note',
		'/console/members/privacy/breaches',
		(ctx, { found = '', what = '', people, measures = '' }, event) =>
			noteBreach(ctx, {
				found: zonedTime(found, event.locals.brand.timeZone) ?? found,
				what,
				people: people || 0,
				measures,
			}),
	),
	change: act('change', '/console/members/privacy/breaches', (ctx, { breach, people, measures, step }) =>
		changeBreach(ctx, { breach, people, measures, ...(step ? { step: step as never } : {}) }),
	),
};

/** What a member asks for on their own page. */
export const requestActions = {
	request: act('request', '/account/privacy', (ctx, { kind, text = '' }, { locals }) =>
		makeRequest(ctx, {
			member: ctx.actor.kind === 'member' ? ctx.actor.member : 0,
			kind: kind as never,
			text,
			address: locals.front.address,
		}),
	),
	withdraw: act('request', '/account/privacy', (ctx, { request }) => withdrawRequest(ctx, { request })),
};
