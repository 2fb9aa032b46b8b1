import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { mayArrange } from '#community/policy.ts';
import { changeCategory, createCategory, listCategories, removeCategory } from '#community/server/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import { submit } from '#web/form.ts';

export const load = async ({ locals, url }: RequestEvent) => {
	if (!mayArrange(locals.actor)) error(403);
	return { categories: await listCategories(locals.ctx), saved: url.searchParams.has('saved') };
};

/** The command checks what the form sent; the kinds are its ticked boxes. */
type Work = (ctx: Ctx, input: never) => Promise<unknown>;

const turn = (command: Work) => async (event: RequestEvent) => {
	const form = await event.request.formData();
	const kinds = form.getAll('kinds').map(String);
	const values = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
	return submit(event, { ...values, kinds: kinds.join(' ') }, async () => {
		await command(event.locals.ctx, { ...values, kinds } as never);
		redirect(303, '/console/community?saved');
	});
};

export const actions = {
	create: turn(createCategory),
	change: turn(changeCategory),
	remove: turn(removeCategory),
};
