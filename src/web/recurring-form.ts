import type { RequestEvent } from '@sveltejs/kit';
import { randomToken } from '#platform/token.ts';
import { splitHashtags, tickedIds } from '#publishing/draft-fields.ts';
import { splitVersions } from '#publishing/recurrence.ts';
import {
	keepRecurrence,
	listAccounts,
	listCampaigns,
	listPickable,
	listRecurrences,
	stopRecurrence,
} from '#publishing/server/index.ts';
import { goOn, readForm, submit } from '#web/form.ts';
import { sayKey } from '#web/say-problem.ts';

const page = '/console/posts/recurring';

/** What the page of what is said again and again shows. */
export async function readRecurring({ locals: { ctx, locale }, url }: RequestEvent) {
	const change = Number(url.searchParams.get('change') ?? 0);
	const [items, { accounts }, campaigns] = await Promise.all([
		listRecurrences(ctx, {}),
		listAccounts(ctx, {}),
		listCampaigns(ctx, {}),
	]);
	return {
		items: items.map((item) => ({ ...item, reason: item.trouble ? sayKey(locale, item.trouble) : '' })),
		accounts: accounts.map(({ id, name, title, refused }) => ({ id, name, title, refused: refused !== null })),
		campaigns,
		pictures: await listPickable(ctx, { chosen: items.find(({ id }) => id === change)?.pictures ?? [] }),
		formkey: randomToken(20),
		change,
		kept: url.searchParams.has('kept'),
	};
}

export const recurringActions = {
	keep: async (event: RequestEvent) => {
		const values = await readForm(event);
		const done = await submit(
			event,
			values,
			async () =>
				void (await keepRecurrence(event.locals.ctx, {
					...(values['recurrence'] ? { recurrence: values['recurrence'] } : {}),
					key: values['formkey'] ?? '',
					versions: splitVersions(values['versions'] ?? ''),
					hashtags: splitHashtags(values['hashtags'] ?? ''),
					pictures: tickedIds(values, 'picture'),
					campaign: values['campaign'] || null,
					target: values['target'] ?? '',
					accounts: tickedIds(values, 'account'),
					weekdays: tickedIds(values, 'weekday'),
					at: values['at'] ?? '',
					weeks: values['weeks'] ?? 1,
				})),
		);
		return done ?? goOn(undefined, `${page}?kept`);
	},
	stop: async (event: RequestEvent) => {
		const values = await readForm(event);
		const done = await submit(
			event,
			values,
			async () => void (await stopRecurrence(event.locals.ctx, { recurrence: values['recurrence'] ?? '' })),
		);
		return done ?? goOn(undefined, `${page}?kept`);
	},
};
