import type { RequestEvent } from '@sveltejs/kit';
import { likePost, readPost, showPost, writeComment } from '#network/practice/server/index.ts';
import { goOn, readForm, submit } from '#web/form.ts';

export async function load({ locals, params }: RequestEvent) {
	return { ...(await readPost(locals.ctx, { id: params['id'] ?? '' })), now: locals.ctx.now };
}

/** Plays one of the followers, or all of them; then the page is shown anew. */
function play(then: string, work: (event: RequestEvent, values: Record<string, string>) => Promise<unknown>) {
	return async (event: RequestEvent) => {
		const values = await readForm(event);
		const done = await submit(event, values, async () => void (await work(event, values)));
		return done ?? goOn(undefined, `/practice/posts/${Number(event.params['id'])}${then}`);
	};
}

export const actions = {
	comment: play('#comments', ({ locals, params }, { page, follower, parent, text }) =>
		writeComment(locals.ctx, {
			page: page ?? '',
			post: params['id'] ?? '',
			follower: follower || '0',
			parent: parent || null,
			text: text ?? '',
		}),
	),
	like: play('', ({ locals, params }, { follower }) =>
		likePost(locals.ctx, { post: params['id'] ?? '', follower: follower ?? '' }),
	),
	show: play('', ({ locals, params }) => showPost(locals.ctx, { post: params['id'] ?? '' })),
};
