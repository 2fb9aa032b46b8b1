import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { mayArrange } from '#community/policy.ts';
import {
	changeCategory,
	choosePreviews,
	chooseTagMakers,
	createCategory,
	listAdmissions,
	listCategories,
	readHighlight,
	readRules,
	removeCategory,
} from '#community/server/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import { submit } from '#web/form.ts';
import { readPosted, textsOf } from '#web/read-form.ts';
import { tellHighlight } from '#web/tell-highlight.ts';

export const load = async ({ locals, url }: RequestEvent) => {
	if (!mayArrange(locals.actor)) error(403);
	return {
		categories: await listCategories(locals.ctx),
		highlight: await readHighlight(locals.ctx, {}),
		...(await listAdmissions(locals.ctx, {})),
		rules: await readRules(locals.ctx, {}),
		saved: url.searchParams.has('saved'),
	};
};

/** The command checks what the form sent; kinds and those who are named are its ticked boxes. */
type Work = (ctx: Ctx, input: never) => Promise<unknown>;

const turn = (command: Work) => async (event: RequestEvent) => {
	const form = await readPosted(event.request);
	const all = (name: string) => form.getAll(name).map(String);
	const lists = { kinds: all('kinds'), see: all('see'), answer: all('answer'), start: all('start') };
	const values = textsOf(form);
	const kept = Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list.join(' ')]));
	return submit(event, { ...values, ...kept }, async () => {
		await command(event.locals.ctx, { ...values, ...lists } as never);
		redirect(303, '/console/community?saved');
	});
};

export const actions = {
	create: turn(createCategory),
	change: turn(changeCategory),
	remove: turn(removeCategory),
	tell: (event: RequestEvent) =>
		submit(event, {}, async () => {
			const { mailing } = await tellHighlight(event.locals.ctx, {});
			redirect(303, `/console/mailings/${mailing}`);
		}),
	previews: turn(choosePreviews),
	tags: turn(chooseTagMakers),
};
