import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Answered } from '#membership/answer.ts';
import { mayListMembers, mayReadAnswers } from '#membership/policy.ts';
import { findAnswers, findAnswersOf } from '#membership/server/find-answers.ts';
import { findFields } from '#membership/server/find-fields.ts';

/** Everything that a member answered, for themselves and for those who work here. */
export const readAnswers = query(
	z.object({ member: z.coerce.number().int().positive() }),
	async (ctx, { member }): Promise<Answered[]> => {
		authorize(ctx.actor, 'answer.read', mayReadAnswers, { id: member });
		return findAnswers(ctx.sql, member);
	},
);

/** What many members answered, for those who work here; by member. */
export const listAnswers = query(
	z.object({ members: z.array(z.number().int().positive()).max(1_000) }),
	async (ctx, { members }): Promise<Map<number, Answered[]>> => {
		authorize(ctx.actor, 'answer.read', mayListMembers, null);
		return findAnswersOf(ctx.sql, members, await findFields(ctx));
	},
);

/** What a member answered as everybody may see it. */
export const listPublicAnswers = query(
	z.object({ member: z.number().int().positive() }),
	async (ctx, { member }): Promise<Answered[]> => {
		ctx.about('fields');
		return findAnswers(ctx.sql, member, ['public']);
	},
);
