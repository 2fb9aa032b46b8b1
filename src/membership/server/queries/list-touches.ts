import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { notFound } from '#platform/problem.ts';
import { byTime, personSources, type Touch, type TouchCursor } from '#membership/person-source.ts';
import { mayListMembers } from '#membership/policy.ts';
import { findPerson } from '#membership/server/find-person.ts';

/** Everything that happened between a member and the house, newest first, from every module that knows of people. */
export const listTouches = query(
	z.object({
		member: z.coerce.number().int().positive(),
		/** The `next` of an earlier page. */
		cursor: z.string().max(120).nullish(),
		limit: z.number().int().min(1).max(100).default(30),
	}),
	async (ctx, { member, cursor, limit }): Promise<{ items: Touch[]; next: string | null }> => {
		authorize(ctx.actor, 'member.read', mayListMembers, null);
		const person = await findPerson(ctx, member);
		if (!person) throw notFound('member');
		const before = cursor ? readCursor(cursor) : null;
		const found = await Promise.all(
			personSources().map((source) => source.touches?.(ctx, person, before, limit + 1) ?? []),
		);
		const all = found.flat().sort(byTime);
		const items = all.slice(0, limit);
		const last = all.length > limit ? items.at(-1) : undefined;
		return { items, next: last ? `${last.time.getTime()}-${last.key}` : null };
	},
);

function readCursor(text: string): TouchCursor {
	const found = /^(\d{1,13})-([a-z]+(?:-[a-z]+)*:\d{1,15})$/.exec(text);
	if (!found) throw invalidInput([{ path: 'cursor', key: 'wrong' }]);
	return { time: new Date(Number(found[1])), key: found[2] as string };
}
