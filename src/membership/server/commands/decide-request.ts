import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { requestDone, requestExtended, requestRefused } from '#membership/events.ts';
import { memberThing } from '#membership/member.ts';
import { mayEraseMember, mayKeepDesk } from '#membership/policy.ts';
import { daysFor, type RequestKind } from '#membership/request.ts';
import { eraseMember } from '#membership/server/commands/erase-member.ts';
import { tellPerson } from '#membership/server/tell-person.ts';

const request = z.coerce.number().int().positive();

export const DecideRequest = z.object({
	request,
	decision: z.enum(['done', 'refused']),
	/** What the person is told; a refusal needs its reason in writing (§13). */
	answer: z.string().trim().max(2000, 'too-long').default(''),
});

/**
 * The desk decides: done, or refused with a written reason. A deletion that is done is done here and now; of
 * everything else the person is told by mail. Throws Problem `request.decided` (409) when somebody decided before.
 */
export const decideRequest = command(DecideRequest, async (ctx, { request: id, decision, answer }) => {
	const found = await load(ctx, id);
	authorize(ctx.actor, 'request.decide', mayKeepDesk, null);
	if (decision === 'refused' && !answer) throw invalidInput([{ path: 'answer', key: 'missing' }]);
	const erases = decision === 'done' && found.kind === 'delete';
	if (erases) authorize(ctx.actor, 'member.erase', mayEraseMember, null);
	await ctx.db
		.updateTable('membership.request')
		.set({
			[decision]: ctx.now,
			answer,
			decided_by: memberOf(ctx.actor),
		})
		.where('id', '=', id)
		.execute();
	const { member, kind } = found;
	ctx.record({
		name: decision === 'done' ? requestDone : requestRefused,
		about: [memberThing(member), 'requests'],
		data: { member, request: id, kind },
	});
	// Whoever is let go was told when they asked; afterwards there is nobody to write to.
	if (erases) await eraseMember(ctx, { member });
	else await tellPerson(ctx, found, decision, { kind, answer });
});

/** Once, and before it is late, the desk takes as many days again; the person is told why. */
export const extendRequest = command(
	z.object({ request, reason: z.string().trim().min(1, 'missing').max(500, 'too-long') }),
	async (ctx, { request: id, reason }) => {
		const found = await load(ctx, id);
		authorize(ctx.actor, 'request.decide', mayKeepDesk, null);
		if (found.extended) throw new Problem('request.extended', 409);
		if (found.due < ctx.now) throw new Problem('request.late', 409);
		const due = new Date(found.due.getTime() + daysFor(found.kind) * 86_400_000);
		await ctx.db
			.updateTable('membership.request')
			.set({ extended: ctx.now, extension: reason, due })
			.where('id', '=', id)
			.execute();
		await tellPerson(ctx, found, 'extended', { kind: found.kind, answer: reason, due });
		const { member, kind } = found;
		ctx.record({
			name: requestExtended,
			about: [memberThing(member), 'requests'],
			data: { member, request: id, kind },
		});
	},
);

async function load(ctx: Ctx, id: number) {
	const found = await ctx.db
		.selectFrom('membership.request as r')
		.innerJoin('membership.member as m', 'm.id', 'r.member')
		.select([
			'r.id',
			'r.member',
			'r.kind',
			'r.due',
			'r.extended',
			'r.done',
			'r.refused',
			'r.withdrawn',
			'm.email',
			'm.locale',
		])
		.where('r.id', '=', id)
		.forUpdate('r')
		.executeTakeFirst();
	if (!found) throw notFound('request');
	if (found.done || found.refused || found.withdrawn) throw new Problem('request.decided', 409);
	return { ...found, kind: found.kind as RequestKind };
}
