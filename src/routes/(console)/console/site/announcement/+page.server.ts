import type { RequestEvent } from '@sveltejs/kit';
import { invalidInput } from '#platform/context/check-input.ts';
import { fromLocalText, localText } from '#platform/language/local-time.ts';
import { changeAnnouncement, readAnnouncement } from '#site/server/index.ts';
import { readForm, submit } from '#web/form.ts';

export async function load({ locals }: RequestEvent) {
	const { starts, ends, ...said } = await readAnnouncement(locals.ctx, {});
	const zone = locals.brand.timeZone;
	return { said: { ...said, starts: starts ? localText(starts, zone) : '', ends: ends ? localText(ends, zone) : '' } };
}

export const actions = {
	default: async (event: RequestEvent) => {
		const values = await readForm(event);
		const time = (path: string): Date | null => {
			const text = values[path];
			const read = text ? fromLocalText(text, event.locals.brand.timeZone) : null;
			if (text && !read) throw invalidInput([{ path, key: 'time' }]);
			return read;
		};
		return submit(event, values, async () => {
			await changeAnnouncement(event.locals.ctx, { ...values, starts: time('starts'), ends: time('ends') });
			return { saved: true };
		});
	},
};
