import type { RequestEvent } from '@sveltejs/kit';
import type { Ctx } from '#platform/context/context.ts';
import { checkIn, signOff, undoCheckIn, walkIn } from '#gathering/server/index.ts';
import { readForm, submit } from '#web/form.ts';

type Deed = (ctx: Ctx, event: string, values: Record<string, string>) => Promise<unknown>;

/** One thing done at the door; what was heard of the ticket is shown on the same page. */
const deed = (work: Deed) => async (event: RequestEvent) => {
	const values = await readForm(event);
	return submit(event, values, async () => ({
		...((await work(event.locals.ctx, event.params['id'] ?? '', values)) ?? {}),
	}));
};

/** The buttons at the door. */
export const doorActions = {
	code: deed((ctx, event, { code = '' }) => checkIn(ctx, { event, code })),
	ticket: deed((ctx, event, { ticket, waiting }) => checkIn(ctx, { event, ticket, evenWaiting: waiting === 'yes' })),
	walkIn: deed((ctx, event, { name = '', email = '' }) => walkIn(ctx, { event, name, email })),
	undo: deed((ctx, event, { ticket }) => undoCheckIn(ctx, { event, ticket })),
	remove: deed(async (ctx, _event, { ticket }) => void (await signOff(ctx, { ticket }))),
};
