import { redirect, type RequestEvent } from '@sveltejs/kit';
import {
	deleteComment,
	editComment,
	findComment,
	findCommentPath,
	hideComment,
	showComment,
} from '#community/server/index.ts';
import { readForm, submit } from '#web/form.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;

const idOf = (event: RequestEvent) => ({ id: event.params['id'] as string });

export const load = async (event: RequestEvent) => ({ comment: await findComment(personalPage(event), idOf(event)) });

type Turn = (ctx: RequestEvent['locals']['ctx'], input: { id: string }) => Promise<{ path: string }>;

/** Does it, and goes back to the conversation. */
const turn = (command: Turn) => async (event: RequestEvent) =>
	submit(event, {}, async () => redirect(303, (await command(event.locals.ctx, idOf(event))).path));

export const actions = {
	edit: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			await editComment(event.locals.ctx, { ...idOf(event), body: { markdown: values['text'] ?? '' } });
			redirect(303, await findCommentPath(event.locals.ctx, idOf(event)));
		});
	},
	delete: turn(deleteComment),
	hide: turn(hideComment),
	show: turn(showComment),
};
