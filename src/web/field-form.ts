import { redirect, type RequestEvent } from '@sveltejs/kit';
import { mostChoices } from '#membership/field.ts';
import { deleteField, keepField, listKeptFields, moveField, turnField } from '#membership/server/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import { readForm, submit } from '#web/form.ts';

type Values = Record<string, string>;
const home = '/console/members/fields';

/** A question as its form shows it; `new` begins one. */
export async function loadField({ locals: { ctx }, params }: RequestEvent) {
	const fields = await listKeptFields(ctx, {});
	if (params['id'] === undefined) return { field: null };
	const field = fields.find(({ id, retired }) => String(id) === params['id'] && !retired);
	if (!field) throw notFound('field');
	return { field };
}

/** The choices of the form: `choice-KEY` and `choice-KEY-en`, new ones under `choice-new-N`; empty ones are left out. */
function choicesIn(values: Values) {
	return Object.entries(values)
		.filter(([name, text]) => /^choice-(?:new-)?\d+$/.test(name) && text.trim())
		.slice(0, mostChoices + 1)
		.map(([name, text]) => {
			const key = /^choice-(\d+)$/.exec(name)?.[1];
			return { name: text, nameEn: values[`${name}-en`] ?? '', ...(key ? { key: Number(key) } : {}) };
		});
}

/** Saves a question and leads to the list. */
export const keepFieldAction = async (event: RequestEvent) => {
	const values = await readForm(event);
	return submit(event, values, async () => {
		const { name = '', nameEn, hint, hintEn, kind, seenBy, atJoining, required } = values;
		const { id } = await keepField(event.locals.ctx, {
			...(event.params['id'] ? { field: event.params['id'] } : {}),
			...{ name, nameEn, hint, hintEn },
			kind: kind as never,
			seenBy: seenBy as never,
			choices: choicesIn(values),
			atJoining: atJoining === 'yes',
			required: required === 'yes',
		});
		redirect(303, `${home}?saved=${id}`);
	});
};

const act = (work: (ctx: Ctx, values: Values) => Promise<unknown>) => async (event: RequestEvent) => {
	const values = await readForm(event);
	return submit(event, values, async () => {
		await work(event.locals.ctx, values);
		redirect(303, `${home}?saved=${Number(values['field']) || ''}`);
	});
};

/** What is done from the list. */
export const fieldActions = {
	move: act((ctx, { field, to }) => moveField(ctx, { field, to: to as never })),
	retire: act((ctx, { field }) => turnField(ctx, { field, retired: true })),
	restore: act((ctx, { field }) => turnField(ctx, { field, retired: false })),
	remove: act((ctx, { field }) => deleteField(ctx, { field })),
};
