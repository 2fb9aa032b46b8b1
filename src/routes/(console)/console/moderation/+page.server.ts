import type { RequestEvent } from '@sveltejs/kit';
import { decideComment, decideMany, listQueue, undoMany } from '#moderation/server/index.ts';
import { readForm, submit } from '#web/form.ts';

export const load = async ({ locals }: RequestEvent) => ({ queue: await listQueue(locals.ctx, {}) });

/** Fields that may stand several times in a form. */
const every = async (request: Request, name: string): Promise<string[]> =>
	(await request.formData()).getAll(name).filter((value) => typeof value === 'string');

export const actions = {
	decide: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			const { comment = '', verdict = '', words, seen } = values;
			const chosen = { verdict: verdict as never, reason: (values['reason'] || null) as never, words, seen };
			const { decision } = await decideComment(event.locals.ctx, { comment, ...chosen });
			return { decided: [decision], refused: 0, verdict };
		});
	},
	many: async (event: RequestEvent) => {
		const comments = await every(event.request.clone() as Request, 'comment');
		const values = await readForm(event);
		return submit(event, values, async () => {
			const { verdict = '', words } = values;
			const chosen = { verdict: verdict as never, reason: (values['reason'] || null) as never, words };
			const { decisions, refused } = await decideMany(event.locals.ctx, { comments, ...chosen });
			return { decided: decisions, refused: refused.length, verdict };
		});
	},
	undo: async (event: RequestEvent) => {
		const decisions = await every(event.request, 'decision');
		return submit(event, {}, async () => {
			const { decisions: undone, refused } = await undoMany(event.locals.ctx, { decisions });
			return { undone, refused: refused.length };
		});
	},
};
