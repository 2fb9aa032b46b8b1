import type { RequestEvent } from '@sveltejs/kit';
import type { Ctx } from '#platform/context/context.ts';
import { changePreferences } from '#notification/server/index.ts';
import { readForm, submit } from '#web/form.ts';

/** The topics that are ticked: boxes called `topic-ID`. */
export const tickedTopics = (values: Record<string, string>): string[] =>
	Object.keys(values).flatMap((name) => /^topic-(\d{1,15})$/.exec(name)?.[1] ?? []);

/** What the two buttons under somebody's topics do; `keyOf` names whose they are. */
export const preferenceActions = (keyOf: (event: RequestEvent) => string | undefined) => {
	const change = (done: 'saved' | 'ended') => async (event: RequestEvent) => {
		const values = await readForm(event);
		const { ctx, front } = event.locals as { ctx: Ctx; front: { address: string } };
		return submit(event, values, async () => {
			const topics = done === 'ended' ? [] : tickedTopics(values);
			await changePreferences(ctx, { key: keyOf(event), topics, address: front.address });
			return { done };
		});
	};
	return { save: change('saved'), none: change('ended') };
};
