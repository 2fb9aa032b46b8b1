import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, type FieldProblem } from '#platform/problem.ts';
import { answersOf } from '#membership/answer-form.ts';
import { parseAnswer, type Answer } from '#membership/answer.ts';
import { memberChanged } from '#membership/events.ts';
import type { MemberField } from '#membership/field.ts';
import { memberThing } from '#membership/member.ts';
import { mayChangeProfile } from '#membership/policy.ts';
import { findFields } from '#membership/server/find-fields.ts';
import { checkAnswers, writeAnswers, type Answers } from '#membership/server/write-answers.ts';

/** A part of a form: `field-ID`, and `field-ID-CHOICE` = `yes` for what is ticked. */
export const formAnswers = z.record(z.string().max(40), z.string().max(4_000, 'too-long')).default({});

export const AnswerFields = z.object({ member: z.coerce.number().int().positive(), answers: formAnswers });

/**
 * A member answers what the house asks, or somebody who may puts an answer right. Questions that the form does not hold stay
 * as they are; an empty answer is taken back. Findings are about `field-ID`.
 */
export const answerFields = command(AnswerFields, async (ctx, { member, answers }) => {
	await findForUpdate(ctx, member);
	const own = memberOf(ctx.actor) === member;
	// Whoever puts one answer right need not know the others.
	const fields = (await findFields(ctx)).map((field) => ({ ...field, required: field.required && own }));
	return keep(ctx, member, fields, checkAnswers(fields, answersOf(answers), false));
});

export const SetAnswers = z.object({
	member: z.coerce.number().int().positive(),
	/** By the key of the question: words, a number, true or false, names of what is picked; null takes an answer back. */
	answers: z.record(
		z.string().max(40),
		z.union([
			z.string().max(4_000, 'too-long'),
			z.number(),
			z.boolean(),
			z.null(),
			z.array(z.union([z.string(), z.number()])).max(50),
		]),
	),
});

/** Programs put answers of a member right, by the keys of the questions; the others stay. Findings are about `answers.KEY`. */
export const setAnswers = command(SetAnswers, async (ctx, { member, answers }) => {
	await findForUpdate(ctx, member);
	const fields = await findFields(ctx);
	const wrong: FieldProblem[] = [];
	const said = new Map<number, Answer>();
	for (const [key, value] of Object.entries(answers)) {
		const field = fields.find((one) => one.key.toLowerCase() === key.toLowerCase());
		const parsed = field ? parseAnswer(field, value) : { key: 'field-unknown' };
		if ('key' in parsed) wrong.push({ path: `answers.${key}`, key: parsed.key });
		else if (field) said.set(field.id, parsed.answer);
	}
	if (wrong.length) throw invalidInput(wrong);
	return keep(ctx, member, fields, said);
});

/** The member whose answers are meant, if they may be changed. */
async function findForUpdate(ctx: Ctx, member: number): Promise<void> {
	const person = await ctx.db
		.selectFrom('membership.member')
		.select(['id', 'role'])
		.where('id', '=', member)
		.where('erased', 'is', null)
		.forUpdate()
		.executeTakeFirst();
	if (!person) throw notFound('member');
	authorize(ctx.actor, 'member.change', mayChangeProfile, person);
}

async function keep(ctx: Ctx, member: number, fields: readonly MemberField[], answers: Answers) {
	await writeAnswers(ctx, member, fields, answers);
	ctx.record({ name: memberChanged, about: memberThing(member), data: { member } });
	return { id: member };
}
