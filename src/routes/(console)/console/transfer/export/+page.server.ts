import type { RequestEvent, ServerLoadEvent } from '@sveltejs/kit';
import { Problem } from '#platform/problem.ts';
import { askExport, forgetExport, listExports } from '#transfer/server/index.ts';
import { readForm, submit } from '#web/form.ts';
import { sayProblem } from '#web/say-problem.ts';

export async function load({ locals: { ctx, locale } }: ServerLoadEvent) {
	const exports = await listExports(ctx, {});
	return {
		exports: exports.map((one) => ({
			...one,
			said: one.trouble && sayProblem(locale, new Problem(one.trouble.code, 422, one.trouble.details)),
		})),
	};
}

export const actions = {
	ask: (event: RequestEvent) => submit(event, {}, () => askExport(event.locals.ctx, {})),
	forget: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, () => forgetExport(event.locals.ctx, { id: values['id'] }));
	},
};
