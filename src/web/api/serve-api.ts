import type { RequestEvent } from '@sveltejs/kit';
import { visitor } from '#platform/actor.ts';
import { answerApi } from '#web/api/answer-api.ts';

/** Every method of every address of the API. Who asks is told by the token alone: a session's cookie means nothing here. */
export const serveApi = ({ locals, request }: RequestEvent): Promise<Response> =>
	answerApi({ ...locals.ctx, actor: visitor, locale: locals.brand.locale }, request, locals.front.id);
