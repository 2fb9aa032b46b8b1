import type { RequestEvent } from '@sveltejs/kit';
import { listSegments } from '#membership/server/index.ts';
import { maySendMailings } from '#notification/policy.ts';
import { listAllTopics, listUnsent, readMailing, readResults } from '#notification/server/index.ts';
import { mailingActions } from '#web/mailing-form.ts';

export async function load({ locals, params, url }: RequestEvent) {
	const { ctx, actor } = locals;
	const id = { mailing: params['id'] ?? '' };
	const mailing = await readMailing(ctx, id);
	return {
		mailing,
		may: maySendMailings(actor),
		topics: maySendMailings(actor) && !mailing.started ? await listAllTopics(ctx, {}) : [],
		segments: maySendMailings(actor) && !mailing.started ? await listSegments(ctx, {}) : [],
		results: mailing.started ? await readResults(ctx, id) : null,
		unsent: mailing.started ? await listUnsent(ctx, id) : [],
		server: ctx.settings.smtpUrl !== null,
		saved: url.searchParams.get('saved'),
	};
}

export const actions = mailingActions;
