import type { RequestEvent } from '@sveltejs/kit';
import type { Ctx } from '#platform/context/context.ts';
import type { Cadence } from '#notification/cadence.ts';
import { changePreferences } from '#notification/server/index.ts';
import { ways, wishKinds } from '#notification/wish.ts';
import { readForm, submit } from '#web/form.ts';

/** The topics that are ticked: boxes called `topic-ID`. */
export const tickedTopics = (values: Record<string, string>): string[] =>
	Object.keys(values).flatMap((name) => /^topic-(\d{1,15})$/.exec(name)?.[1] ?? []);

/** How a member wants to be told: boxes called `wish-KIND-WAY`, and the quiet hours. */
const readTold = (values: Record<string, string>) => ({
	wishes: Object.fromEntries(
		wishKinds.map((kind) => [kind, ways.filter((way) => values[`wish-${kind}-${way}`] === 'yes')]),
	),
	quiet: values['quiet'] === 'yes',
	from: values['from'] ?? '',
	until: values['until'] ?? '',
	timeZone: values['zone'] ?? '',
	// Whoever has no address is not asked.
	...(values['digest'] === undefined
		? {}
		: { digest: values['digest'] as Cadence, summary: values['summary'] === 'yes' }),
	modest: values['modest'] === 'yes',
	refused: values['refused'] === 'yes',
});

/** What the two buttons under somebody's preferences do; `keyOf` names whose they are. */
export const preferenceActions = (keyOf: (event: RequestEvent) => string | undefined) => {
	const change = (done: 'saved' | 'ended') => async (event: RequestEvent) => {
		const values = await readForm(event);
		const { ctx, front } = event.locals as { ctx: Ctx; front: { address: string } };
		return submit(event, values, async () => {
			const topics = done === 'ended' ? [] : tickedTopics(values);
			const told = done === 'saved' && values['told'] ? { told: readTold(values) } : {};
			await changePreferences(ctx, { key: keyOf(event), topics, ...told, address: front.address });
			return { done };
		});
	};
	return { save: change('saved'), none: change('ended') };
};
