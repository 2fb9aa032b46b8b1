import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Ctx } from '#platform/context/context.ts';
import { mayMakeQr } from '#publishing/policy.ts';
import { changeQr, listDestinations, makeQr } from '#publishing/server/index.ts';
import { readForm, submit } from '#web/form.ts';

/** What a form of a printed code offers to lead to; null for whoever makes none. */
export const destinationsFor = (ctx: Ctx) => (mayMakeQr(ctx.actor) ? listDestinations(ctx, {}) : null);

/** Makes a code, or changes the one of the address. What is chosen from the list goes before what was typed. */
export async function keepQrForm(event: RequestEvent) {
	const values = await readForm(event);
	const { name = '', place = '', words = '', choice = '', address = '' } = values;
	const fields = { name, place, words, target: choice || address };
	return submit(event, values, async () => {
		const { ctx } = event.locals;
		const given = event.params['id'];
		const { id } = given ? await changeQr(ctx, { ...fields, id: given }) : await makeQr(ctx, fields);
		redirect(303, `/console/publishing/codes/${id}?saved`);
	});
}
