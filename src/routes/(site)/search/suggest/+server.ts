import type { RequestEvent } from '@sveltejs/kit';
import { answerProblem } from '#web/answer-problem.ts';
import { suggestions } from '#web/search-page.ts';

export const GET = (event: RequestEvent): Promise<Response> => answerProblem(event, () => suggestions(event));
