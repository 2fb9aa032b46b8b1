import type { RequestEvent } from '@sveltejs/kit';
import { invalidInput } from '#platform/context/check-input.ts';
import type { Ctx } from '#platform/context/context.ts';
import {
	dropHandle,
	keepApproval,
	keepCampaign,
	keepHandle,
	keepSlots,
	retireCampaign,
} from '#publishing/server/index.ts';
import { readSlots } from '#publishing/slot-lines.ts';
import { goOn, readForm, submit } from '#web/form.ts';

const page = '/console/posts/settings';

const act = (work: (ctx: Ctx, values: Record<string, string>) => Promise<unknown>) => async (event: RequestEvent) => {
	const values = await readForm(event);
	const done = await submit(event, values, async () => void (await work(event.locals.ctx, values)));
	return done ?? goOn(undefined, `${page}?kept`);
};

/** What the forms of the settings of posting do. */
export const postingSettings = {
	campaign: act((ctx, { name = '' }) => keepCampaign(ctx, { name })),
	retire: act((ctx, { retired = '' }) => retireCampaign(ctx, { name: retired })),
	handle: act((ctx, { named = '', network = '', handle = '' }) => keepHandle(ctx, { name: named, network, handle })),
	drop: act((ctx, { named = '', network = '' }) => dropHandle(ctx, { name: named, network })),
	approval: act((ctx, { required = '' }) => keepApproval(ctx, { required: required === 'yes' })),
	slots: act((ctx, { account = '', slots: text = '' }) => {
		const slots = readSlots(text);
		if (!slots) throw invalidInput([{ path: `slots-${account}`, key: 'slot-line' }]);
		return keepSlots(ctx, { account, slots });
	}),
};
