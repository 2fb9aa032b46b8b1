import { json, type RequestEvent } from '@sveltejs/kit';
import { readDiscovery } from '#membership/server/index.ts';
import { answerProblem } from '#web/answer-problem.ts';
import { personalPage } from '#web/shared-page.ts';

export const GET = (event: RequestEvent) =>
	answerProblem(event, async () => json(await readDiscovery(personalPage(event), {})));
