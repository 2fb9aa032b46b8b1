import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Ctx } from '#platform/context/context.ts';
import { zonedTime } from '#platform/language/zoned-time.ts';
import {
	cancelGathering,
	checkGathering,
	deleteGathering,
	keepGathering,
	publishGathering,
	turnSelfCheckIn,
	type KeepGathering,
} from '#gathering/server/index.ts';
import { storePicture } from '#media/server/index.ts';
import type { z } from 'zod';
import { readBody } from '#web/article-form.ts';
import { readForm, submit } from '#web/form.ts';
import { readPosted, textsOf } from '#web/read-form.ts';

type Values = Record<string, string>;

async function readFields(event: RequestEvent): Promise<{ values: Values; file: File | null }> {
	const form = await readPosted(event.request);
	const file = form.get('picture');
	return { values: textsOf(form), file: file instanceof File && file.size ? file : null };
}

/** What the form says, as the command takes it: times by the site's clocks. */
function inputOf({ locals: { brand } }: RequestEvent, values: Values): z.input<typeof KeepGathering> {
	const time = (name: string) => zonedTime(values[name] ?? '', brand.timeZone);
	const wanted = (name: string) => (values[name] ? (time(name) ?? (NaN as never)) : null);
	return {
		...(values['id'] ? { id: values['id'], version: values['version'] } : {}),
		title: values['title'] ?? '',
		body: readBody(values),
		slug: values['slug'] ?? '',
		excerpt: values['excerpt'] ?? '',
		locale: values['locale'] === 'en' ? 'en' : 'zh-TW',
		place: values['place'] ?? '',
		address: values['address'] ?? '',
		map: values['map']?.trim() ?? '',
		begins: time('begins') as Date,
		ends: time('ends') as Date,
		capacity: values['capacity']?.trim() ? Number(values['capacity']) : null,
		opens: wanted('opens'),
		closes: wanted('closes'),
		access: values['access'] === 'members' ? 'members' : 'everybody',
	};
}

/** A button of the form that saves first, the picture before the rest: what cannot be stored leaves everything as it was. */
const work = (then: (ctx: Ctx, id: number) => Promise<unknown>) => async (event: RequestEvent) => {
	const { values, file } = await readFields(event);
	const { ctx } = event.locals;
	return submit(event, values, async () => {
		const input = inputOf(event, values);
		if (file) await checkGathering(ctx, input);
		const bytes = file && Buffer.from(await file.arrayBuffer());
		const picture = bytes ? (await storePicture(ctx, { bytes })).id : values['unpictured'] ? null : undefined;
		const { id, version } = await keepGathering(ctx, {
			...input,
			...(picture === undefined ? {} : { picture }),
		});
		// What could not be published is saved all the same: the form goes on from there.
		Object.assign(values, { id: String(id), version: String(version) });
		await then(ctx, id);
		redirect(303, `/console/events/${id}?saved`);
	});
};

/** What stands beside the form: it needs no more than the event. */
const one =
	(deed: (ctx: Ctx, of: { id: string }) => Promise<unknown>, to: (id: string) => string) => (event: RequestEvent) => {
		const id = event.params['id'] ?? '';
		return submit(event, {}, async () => {
			await deed(event.locals.ctx, { id });
			redirect(303, to(id));
		});
	};

/** The event editor's buttons. */
export const gatheringActions = {
	save: work(async () => undefined),
	publish: work((ctx, id) => publishGathering(ctx, { id })),
	cancel: one(cancelGathering, (id) => `/console/events/${id}`),
	self: async (event: RequestEvent) => {
		const { open } = await readForm(event);
		const id = event.params['id'] ?? '';
		return submit(event, {}, async () => {
			await turnSelfCheckIn(event.locals.ctx, { id, open: open === 'yes' });
			redirect(303, `/console/events/${id}?saved`);
		});
	},
	delete: one(deleteGathering, () => '/console/events'),
};
