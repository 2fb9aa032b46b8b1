import { redirect, type RequestEvent } from '@sveltejs/kit';
import { threadLevels } from '#community/following.ts';
import { followCategory, followTag, followThread, listFollowed } from '#community/server/index.ts';
import { readForm, submit } from '#web/form.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;

const levelOf = ({ searchParams }: URL) => threadLevels.find((one) => one === searchParams.get('level')) ?? 'watch';

export async function load(event: RequestEvent) {
	const ctx = personalPage(event);
	if (ctx.actor.kind === 'visitor') redirect(303, '/login?to=/account/followed');
	const before = event.url.searchParams.get('before') ?? undefined;
	const level = levelOf(event.url);
	return { level, first: !before, followed: await listFollowed(ctx, { level, before: before as never }) };
}

export const actions = {
	default: async (event: RequestEvent) => {
		const { thread, tag, category = '', level = '' } = await readForm(event);
		const { ctx } = event.locals;
		return submit(event, {}, async () => {
			await (thread
				? followThread(ctx, { thread, level: level as never })
				: tag
					? followTag(ctx, { tag, level: level as never })
					: followCategory(ctx, { category, level: level as never }));
			redirect(303, `${event.url.pathname}?level=${levelOf(event.url)}`);
		});
	},
};
