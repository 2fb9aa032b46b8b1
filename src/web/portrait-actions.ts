import { redirect, type RequestEvent } from '@sveltejs/kit';
import { largestPortrait } from '#media/portrait.ts';
import { keepPortrait, removePortrait } from '#media/server/index.ts';
import { submit } from '#web/form.ts';
import { rateLimit } from '#web/rate-limit.ts';
import { readUpload } from '#web/read-upload.ts';

/** Cutting a photograph takes a second of the processor's time: five at once, then one a minute. */
const pace = rateLimit(5, 1);

const own =
	(part: string, work: (event: RequestEvent, member: number) => Promise<unknown>) => (event: RequestEvent) => {
		const { actor } = event.locals;
		if (actor.kind !== 'member') redirect(303, '/login?to=/account');
		return submit(event, { part }, async () => {
			await work(event, actor.member);
			return { done: part };
		});
	};

/** What a member does with their own picture. */
export const portraitActions = {
	portrait: own('portrait', async (event, member) => {
		const { ctx } = event.locals;
		pace.take(`${ctx.site.name} ${member}`, Date.now());
		const { file } = await readUpload(event, 'picture', largestPortrait);
		await keepPortrait(ctx, { member, file });
	}),
	removePortrait: own('portrait', ({ locals: { ctx } }, member) => removePortrait(ctx, { member })),
};
