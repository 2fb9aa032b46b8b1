import { redirect, type RequestEvent } from '@sveltejs/kit';
import { herePath } from '#gathering/gathering.ts';
import { checkInMyself, readSelfCheckIn } from '#gathering/server/index.ts';
import { submit } from '#web/form.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;

const asked = ({ params }: RequestEvent) => ({ slug: params['slug'] ?? '', key: params['key'] ?? '' });

export async function load(event: RequestEvent) {
	const ctx = personalPage(event);
	const { slug, key } = asked(event);
	return {
		...(await readSelfCheckIn(ctx, { slug, key })),
		member: ctx.actor.kind === 'member',
		path: herePath(slug, key),
	};
}

export const actions = {
	default: (event: RequestEvent) =>
		submit(event, {}, async () => {
			const { slug, key } = asked(event);
			await checkInMyself(event.locals.ctx, { slug, key });
			redirect(303, herePath(slug, key));
		}),
};
