import { redirect, type RequestEvent, type ServerLoadEvent } from '@sveltejs/kit';
import { Problem } from '#platform/problem.ts';
import { sourceCalled } from '#transfer/known-sources.ts';
import { readRun, repeatRun, stopRun } from '#transfer/server/index.ts';
import { sayReasons } from '#transfer/say-run.ts';
import { submit } from '#web/form.ts';
import { sayProblem } from '#web/say-problem.ts';

export async function load({ locals: { ctx, locale }, params }: ServerLoadEvent) {
	const { reasons, ...run } = await readRun(ctx, { id: params['id'] });
	const { trouble } = run;
	return {
		run,
		reasons: sayReasons(locale, reasons),
		title: sourceCalled(run.source).title(locale),
		trouble: trouble && sayProblem(locale, new Problem(trouble.code, 422, trouble.details)),
	};
}

const repeat = (dry: boolean) => async (event: RequestEvent) => {
	const asked = await submit(event, {}, () => repeatRun(event.locals.ctx, { id: event.params['id'], dry }));
	if ('id' in asked) redirect(303, `/console/transfer/${asked.id}`);
	return asked;
};

export const actions = {
	begin: repeat(false),
	check: repeat(true),
	stop: (event: RequestEvent) => submit(event, {}, () => stopRun(event.locals.ctx, { id: event.params['id'] })),
};
