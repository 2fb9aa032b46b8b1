import type { RequestEvent } from '@sveltejs/kit';
import type { Ctx } from '#platform/context/context.ts';
import {
	collectNow,
	confirmPost,
	decideFollowUp,
	editPost,
	lookForPost,
	retryPost,
	withdrawPost,
} from '#publishing/server/index.ts';
import { goOn, readForm, submit } from '#web/form.ts';

type Given = { post: string; text?: string; url?: string };

/** What a button on the page of a post does, and back to that page. */
const onPost = (work: (ctx: Ctx, given: Given) => Promise<unknown>) => async (event: RequestEvent) => {
	const { text, url } = await readForm(event);
	const post = event.params['id'] ?? '';
	const given: Given = {
		post,
		...(text === undefined ? {} : { text: text.replaceAll('\r\n', '\n') }),
		...(url === undefined ? {} : { url }),
	};
	const done = await submit(event, { ...given }, async () => void (await work(event.locals.ctx, given)));
	return done ?? goOn(undefined, `/console/publishing/posts/${Number(post)}`);
};

export const postDeskActions = {
	retry: onPost(retryPost),
	confirm: onPost(confirmPost),
	look: onPost(lookForPost),
	collect: onPost(collectNow),
	follow: async (event: RequestEvent) => {
		const { followUp = '', decision = '' } = await readForm(event);
		const given = { followUp, decision: decision as 'retry' };
		const done = await submit(event, given, async () => void (await decideFollowUp(event.locals.ctx, given)));
		return done ?? goOn(undefined, `/console/publishing/posts/${Number(event.params['id'])}`);
	},
	edit: onPost((ctx, { post, text = '' }) => editPost(ctx, { post, text })),
	withdraw: onPost(withdrawPost),
};
