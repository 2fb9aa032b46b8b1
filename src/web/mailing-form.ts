import type { RequestEvent } from '@sveltejs/kit';
import { invalidInput } from '#platform/context/check-input.ts';
import type { Ctx } from '#platform/context/context.ts';
import { zonedTime } from '#platform/language/zoned-time.ts';
import {
	cancelMailing,
	changeMailing,
	deleteMailing,
	pauseMailing,
	resumeMailing,
	sendAgain,
	scheduleMailing,
	sendTest,
	stopMailing,
} from '#notification/server/index.ts';
import { goOn, readForm, submit } from '#web/form.ts';

type Values = Record<string, string>;

/** What a button of a mailing does, and where the page goes on; the form's text is saved first where there is one. */
const act =
	(
		work: (ctx: Ctx, mailing: string, values: Values, event: RequestEvent) => Promise<unknown>,
		to: (id: number) => string,
	) =>
	async (event: RequestEvent) => {
		const values = await readForm(event);
		const mailing = event.params['id'] ?? '';
		const done = await submit(event, values, async () => {
			const { ctx } = event.locals;
			if ('subject' in values)
				await changeMailing(ctx, {
					mailing,
					subject: values['subject'] ?? '',
					preheader: values['preheader'] ?? '',
					topic: values['topic'] ?? '',
					segment: values['segment'] || null,
				});
			await work(ctx, mailing, values, event);
			return null;
		});
		return done ?? goOn(undefined, to(Number(mailing)));
	};

const page = (saved: string) => (id: number) => `/console/mailings/${id}${saved ? `?saved=${saved}` : ''}`;

function timeOf(values: Values, { locals }: RequestEvent): Date {
	const at = zonedTime(values['at'] ?? '', locals.brand.timeZone);
	if (!at) throw invalidInput([{ path: 'at', key: 'missing' }]);
	return at;
}

export const mailingActions = {
	save: act(async () => undefined, page('text')),
	test: act((ctx, mailing) => sendTest(ctx, { mailing }), page('test')),
	send: act((ctx, mailing) => scheduleMailing(ctx, { mailing }), page('')),
	schedule: act(
		(ctx, mailing, values, event) => scheduleMailing(ctx, { mailing, at: timeOf(values, event) }),
		page(''),
	),
	again: act((ctx, mailing, values) => sendAgain(ctx, { mailing, delivery: values['delivery'] ?? null }), page('')),
	cancel: act((ctx, mailing) => cancelMailing(ctx, { mailing }), page('')),
	pause: act((ctx, mailing) => pauseMailing(ctx, { mailing }), page('')),
	resume: act((ctx, mailing) => resumeMailing(ctx, { mailing }), page('')),
	stop: act((ctx, mailing) => stopMailing(ctx, { mailing }), page('')),
	delete: act(
		(ctx, mailing) => deleteMailing(ctx, { mailing }),
		() => '/console/mailings',
	),
};
