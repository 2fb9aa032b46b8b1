import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { answersOf, saidTo } from '#membership/answer-form.ts';
import { parseAnswer, type Answered } from '#membership/answer.ts';
import { formAnswers } from '#membership/server/commands/answer-fields.ts';
import { findFields } from '#membership/server/find-fields.ts';
import { checkAnswers, writeAnswers } from '#membership/server/write-answers.ts';

/** What whoever joins says to what the house asks of them. Throws Problem `input.invalid` with findings about `field-ID`. */
export async function checkJoiningAnswers(ctx: Ctx, answers: Record<string, string>): Promise<void> {
	checkAnswers(await findFields(ctx, { atJoining: true }), answersOf(answers), true);
}

/** Before the code is mailed: what would be refused at the end is said now. Throws as `checkJoiningAnswers`. */
export const checkJoining = query(z.object({ answers: formAnswers }), (ctx, { answers }) =>
	checkJoiningAnswers(ctx, answers),
);

/**
 * Keeps what a new member said when they joined. What cannot be an answer any more, because the question was changed while they
 * waited, is left out: that is no reason to keep them out.
 */
export async function keepJoiningAnswers(ctx: Ctx, member: number, answers: Record<string, string>): Promise<void> {
	const values = answersOf(answers);
	if (!Object.keys(values).length) return;
	const said = await answered(ctx, values);
	await writeAnswers(
		ctx,
		member,
		said.map(({ field }) => field),
		new Map(said.map(({ field, answer }) => [field.id, answer])),
	);
}

/** What a form of whoever joined says, as answers. */
export async function answered(ctx: Pick<Ctx, 'db'>, values: Record<string, string>): Promise<Answered[]> {
	const fields = await findFields(ctx, { atJoining: true });
	return fields.flatMap((field) => {
		const parsed = parseAnswer(field, saidTo(field, values));
		return 'answer' in parsed && parsed.answer !== null ? [{ field, answer: parsed.answer }] : [];
	});
}
