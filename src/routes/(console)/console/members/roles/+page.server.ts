import type { RequestEvent } from '@sveltejs/kit';
import { appText } from '#app/messages/index.ts';
import { rightTable } from '#app/right-table.ts';

export function load({ locals }: RequestEvent) {
	const say = appText(locals.locale);
	const rows = rightTable().map(({ action, rights }) => ({
		action,
		text: say(`right.${action}` as 'right.inbox.answer'),
		rights,
	}));
	return { rows };
}
