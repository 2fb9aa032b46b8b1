import type { RequestEvent } from '@sveltejs/kit';
import {
	collectNow,
	confirmPost,
	connectPractice,
	listAccounts,
	listPosts,
	retryPost,
} from '#publishing/server/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import { goOn, readForm, submit } from '#web/form.ts';

export async function load({ locals, url }: RequestEvent) {
	const { ctx } = locals;
	return {
		...(await listAccounts(ctx, {})),
		posts: await listPosts(ctx, { before: url.searchParams.get('before') ?? undefined }),
	};
}

const onPost = (work: (ctx: Ctx, input: { post: string }) => Promise<unknown>) => async (event: RequestEvent) => {
	const { post = '' } = await readForm(event);
	const done = await submit(event, { post }, async () => void (await work(event.locals.ctx, { post })));
	return done ?? goOn(undefined, `/console/publishing#post-${Number(post)}`);
};

export const actions = {
	connect: async (event: RequestEvent) => {
		const done = await submit(event, {}, async () => void (await connectPractice(event.locals.ctx)));
		return done ?? goOn(undefined, '/console/publishing');
	},
	retry: onPost(retryPost),
	confirm: async (event: RequestEvent) => {
		const { post = '', url = '' } = await readForm(event);
		const values = { post, url };
		const done = await submit(event, values, async () => void (await confirmPost(event.locals.ctx, values)));
		return done ?? goOn(undefined, `/console/publishing#post-${Number(post)}`);
	},
	collect: onPost(collectNow),
};
