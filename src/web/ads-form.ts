import type { RequestEvent } from '@sveltejs/kit';
import type { Ctx } from '#platform/context/context.ts';
import { dropAdDesk, keepAdDesk, keepSpending, keepTelling, makeAdLink } from '#publishing/server/index.ts';
import { readSpendFile } from '#publishing/spend-file.ts';
import { goOn, readForm, submit } from '#web/form.ts';
import { withSheet } from '#web/with-sheet.ts';

const page = '/console/insight/ads';
type Values = Record<string, string>;

const act = (work: (ctx: Ctx, values: Values) => Promise<unknown>) => async (event: RequestEvent) => {
	const values = await readForm(event);
	const done = await submit(event, values, async () => void (await work(event.locals.ctx, values)));
	return done ?? goOn(undefined, `${page}?kept`);
};

/** Refused lines that a report lists. */
const mostListed = 50;

/** A file of what ads cost: brought in, with the lines that could not be taken. The same file twice is the same money. */
const spending = (event: RequestEvent) =>
	withSheet(event, (text, said) =>
		submit(event, {}, async () => {
			const { rows, refused } = readSpendFile(text, 'TWD');
			const kept = rows.length
				? await keepSpending(event.locals.ctx, { network: said('network'), origin: 'file', rows })
				: { rows: 0, counted: 0 };
			return { spending: { ...kept, refused: refused.slice(0, mostListed), refusedCount: refused.length } };
		}),
	);

export const adActions = {
	link: act((ctx, { network = '', campaign = '', target = '', label = '' }) =>
		makeAdLink(ctx, { network, campaign, target, label }),
	),
	spending,
	desk: act((ctx, { network = '', ...given }) => keepAdDesk(ctx, { network, given })),
	drop: act((ctx, { network = '' }) => dropAdDesk(ctx, { network })),
	telling: act((ctx, { network = '', on = '' }) => keepTelling(ctx, { network, on: on === 'yes' })),
};
