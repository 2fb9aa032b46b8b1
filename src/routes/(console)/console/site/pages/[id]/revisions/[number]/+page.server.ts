import { redirect, type RequestEvent } from '@sveltejs/kit';
import { readPageRevision, restorePageRevision } from '#content/server/index.ts';
import { submit } from '#web/form.ts';

const asked = ({ params }: RequestEvent) => ({ page: params['id'] as string, number: params['number'] as string });

export const load = (event: RequestEvent) => readPageRevision(event.locals.ctx, asked(event));

export const actions = {
	default: (event: RequestEvent) =>
		submit(event, {}, async () => {
			const { id } = await restorePageRevision(event.locals.ctx, asked(event));
			redirect(303, `/console/site/pages/${id}?saved`);
		}),
};
