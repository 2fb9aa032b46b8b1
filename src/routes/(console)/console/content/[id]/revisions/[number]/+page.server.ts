import { redirect, type RequestEvent } from '@sveltejs/kit';
import { readRevision, restoreRevision } from '#content/server/index.ts';
import { submit } from '#web/form.ts';

const asked = ({ params }: RequestEvent) => ({ article: params['id'] as string, number: params['number'] as string });

export const load = (event: RequestEvent) =>
	readRevision(event.locals.ctx, { ...asked(event), with: event.url.searchParams.get('with') ?? undefined });

export const actions = {
	default: (event: RequestEvent) =>
		submit(event, {}, async () => {
			const { id } = await restoreRevision(event.locals.ctx, asked(event));
			redirect(303, `/console/content/${id}?saved`);
		}),
};
