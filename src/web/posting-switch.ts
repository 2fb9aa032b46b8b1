import type { RequestEvent } from '@sveltejs/kit';
import type { Ctx } from '#platform/context/context.ts';
import { mayPausePosting, mayResumePosting } from '#publishing/policy.ts';
import { countLate, pausePosting, readPause, resumePosting } from '#publishing/server/index.ts';
import { goOn, readForm, submit } from '#web/form.ts';

/** What the crisis switch shows, wherever it stands. */
export async function readSwitch(ctx: Ctx) {
	const pause = await readPause(ctx, {});
	return {
		pause,
		late: pause ? await countLate(ctx, {}) : 0,
		mayPause: mayPausePosting(ctx.actor),
		mayResume: mayResumePosting(ctx.actor),
	};
}

const onSwitch =
	(work: (ctx: Ctx, values: Record<string, string>) => Promise<unknown>) => async (event: RequestEvent) => {
		const values = await readForm(event);
		const done = await submit(event, values, async () => void (await work(event.locals.ctx, values)));
		return done ?? goOn(values['to'], '/console/posts');
	};

export const switchActions = {
	pause: onSwitch((ctx, { reason = '' }) => pausePosting(ctx, { reason })),
	resume: onSwitch((ctx, { missed = '' }) =>
		resumePosting(ctx, { missed: missed === 'now' || missed === 'slot' ? missed : 'none' }),
	),
};
