import type { RequestEvent } from '@sveltejs/kit';
import { connectByToken, connectPractice, keepApp, readNetwork, takeOffer } from '#publishing/server/index.ts';
import { Problem } from '#platform/problem.ts';
import { goOn, readForm, submit } from '#web/form.ts';
import { sayProblem } from '#web/say-problem.ts';

export async function load({ locals: { ctx, locale }, params, url }: RequestEvent) {
	const network = await readNetwork(ctx, { network: params['network'] ?? '' });
	const refused = url.searchParams.get('refused');
	const details = { network: network.title };
	return {
		network,
		connected: url.searchParams.has('connected'),
		refused: refused ? sayProblem(locale, new Problem(refused.slice(0, 60), 409, details)) : null,
	};
}

const action =
	(work: (event: RequestEvent, network: string, given: Record<string, string>) => Promise<unknown>) =>
	async (event: RequestEvent) => {
		const given = await readForm(event);
		const network = event.params['network'] ?? '';
		const done = await submit(event, given, async () => void (await work(event, network, given)));
		return done ?? goOn(undefined, `/console/publishing/accounts/${network}?connected`);
	};

export const actions = {
	app: async (event: RequestEvent) => {
		const given = await readForm(event);
		const network = event.params['network'] ?? '';
		const done = await submit(event, given, async () => void (await keepApp(event.locals.ctx, { network, given })));
		return done ?? goOn(undefined, `/console/publishing/accounts/${network}#connect`);
	},
	token: action(({ locals }, network, given) => connectByToken(locals.ctx, { network, given })),
	take: action(({ locals }, _network, { offer = '' }) => takeOffer(locals.ctx, { offer })),
	house: action(({ locals }) => connectPractice(locals.ctx)),
};
