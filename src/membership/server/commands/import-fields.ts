import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { parseAnswer } from '#membership/answer.ts';
import { memberChanged } from '#membership/events.ts';
import { audiences, choiceShape, fieldKinds } from '#membership/field.ts';
import { memberThing } from '#membership/member.ts';
import { mayImportMembers } from '#membership/policy.ts';
import { findFields } from '#membership/server/find-fields.ts';
import { insertAnswers, rowsOf } from '#membership/server/write-answers.ts';

const ImportedField = z.object({
	key: z.string().min(1).max(40),
	name: z.string().min(1).max(60),
	nameEn: z.string().max(60),
	hint: z.string().max(200),
	hintEn: z.string().max(200),
	kind: z.enum(fieldKinds),
	choices: z.array(choiceShape),
	seenBy: z.enum(audiences),
	atJoining: z.boolean(),
	required: z.boolean(),
	position: z.number().int(),
	created: z.date(),
	retired: z.date().nullable(),
});

/** Brings questions to members home. One whose key the house has already stays as the house asks it. Returns what became of each. */
export const importFields = command(
	z.object({ fields: z.array(ImportedField) }),
	async (ctx, { fields }): Promise<('fresh' | 'held')[]> => {
		authorize(ctx.actor, 'field.import', mayImportMembers, null);
		const fates: ('fresh' | 'held')[] = [];
		for (const one of fields) {
			const { numInsertedOrUpdatedRows: made } = await ctx.db
				.insertInto('membership.field')
				.values({
					...{ key: one.key, name: one.name, name_en: one.nameEn, hint: one.hint, hint_en: one.hintEn, kind: one.kind },
					choices: sql<unknown>`${JSON.stringify(one.choices)}::text::jsonb`,
					...{ seen_by: one.seenBy, at_joining: one.atJoining, required: one.required, position: one.position },
					...{ created: one.created, changed: ctx.now, retired: one.retired },
				})
				.onConflict((conflict) => conflict.column('key').doNothing())
				.executeTakeFirstOrThrow();
			fates.push(made ? 'fresh' : 'held');
		}
		return fates;
	},
);

/** Brings home what members answered. What they have answered here stays; what cannot be an answer here is left out. */
export const importAnswers = command(
	z.object({
		people: z.array(
			z.object({
				member: z.number().int().positive(),
				answered: z.date(),
				answers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
			}),
		),
	}),
	async (ctx, { people }): Promise<('fresh' | 'same' | 'refused')[]> => {
		authorize(ctx.actor, 'answer.import', mayImportMembers, null);
		const fields = new Map((await findFields(ctx, { retired: true })).map((field) => [field.key.toLowerCase(), field]));
		const all = people.map(({ member, answered, answers }) =>
			Object.entries(answers).flatMap(([key, said]) => {
				const field = fields.get(key.toLowerCase());
				const parsed = field && parseAnswer(field, said);
				if (!field || !parsed || 'key' in parsed) return [];
				return rowsOf(member, field, parsed.answer).map((row) => ({ ...row, answered }));
			}),
		);
		const fresh = await insertAnswers(ctx, all.flat());
		if (fresh.size)
			ctx.record({ name: memberChanged, about: [...fresh].map(memberThing), data: { count: fresh.size } });
		return people.map(({ member }, at) => (fresh.has(member) ? 'fresh' : all[at]?.length ? 'same' : 'refused'));
	},
);
