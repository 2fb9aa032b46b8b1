import { redirect, type RequestEvent } from '@sveltejs/kit';
import { approveProposal, listNotes, readProposal, returnProposal, withdrawProposal } from '#content/server/index.ts';
import { readForm, submit } from '#web/form.ts';

export async function load({ locals: { ctx }, params }: RequestEvent) {
	const article = Number(params['id']);
	return { ...(await readProposal(ctx, { article })), notes: await listNotes(ctx, { article }) };
}

type Values = Record<string, string>;
const work =
	(act: (event: RequestEvent, id: number, values: Values) => Promise<unknown>) => async (event: RequestEvent) => {
		const values = await readForm(event);
		const id = Number(event.params['id']);
		return submit(event, values, async () => {
			await act(event, id, values);
			redirect(303, `/console/content/${id}`);
		});
	};
const noteOf = (values: Values) => ({ text: values['note'] || undefined });

export const actions = {
	approve: work(({ locals: { ctx } }, id, values) => {
		const read = { version: values['version'], proposed: values['proposed'] };
		return approveProposal(ctx, { id, ...read, ...noteOf(values) });
	}),
	return: work(({ locals: { ctx } }, id, values) => returnProposal(ctx, { id, ...noteOf(values) })),
	withdraw: work(({ locals: { ctx } }, id) => withdrawProposal(ctx, { id })),
};
