import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { requestMade, requestWithdrawn } from '#membership/events.ts';
import { memberThing } from '#membership/member.ts';
import { mayMakeRequest } from '#membership/policy.ts';
import { daysFor, requestKinds } from '#membership/request.ts';
import { noteMarketing } from '#membership/server/note-consent.ts';
import { tellPerson } from '#membership/server/tell-person.ts';

export const MakeRequest = z.object({
	member: z.coerce.number().int().positive(),
	kind: z.enum(requestKinds),
	text: z.string().trim().max(2000, 'too-long').default(''),
	address: z.string().max(100).default(''),
});

/**
 * A person asks for what is theirs by law: to see, a copy, a correction, no more use, deletion. The clock begins; who wants
 * no more use gets no marketing from this moment. Throws Problem `request.there` (409) while one of the kind is open, and
 * `request.works-here` (409) for the deletion of somebody who works here.
 */
export const makeRequest = command(MakeRequest, async (ctx, { member, kind, text, address }) => {
	const person = await ctx.db
		.selectFrom('membership.member')
		.select(['id', 'email', 'locale', 'role', 'erased'])
		.where('id', '=', member)
		.forUpdate()
		.executeTakeFirst();
	authorize(ctx.actor, 'request.make', mayMakeRequest, { id: member });
	if (!person || person.erased) throw notFound('member');
	if (kind === 'delete' && person.role !== 'member') throw new Problem('request.works-here', 409);
	const own = ctx.actor.kind === 'member' && ctx.actor.member === member;
	const due = new Date(ctx.now.getTime() + daysFor(kind) * 86_400_000);
	const made = await ctx.db
		.insertInto('membership.request')
		.values({
			member,
			kind,
			text,
			made: ctx.now,
			noted_by: ctx.actor.kind === 'member' && !own ? ctx.actor.member : null,
			due,
		})
		.onConflict((conflict) => conflict.doNothing())
		.returning('id')
		.executeTakeFirst();
	if (!made) throw new Problem('request.there', 409);
	const place = own ? 'account' : 'console';
	if (kind === 'stop' || kind === 'delete') await noteMarketing(ctx, member, { refused: true }, { place, address });
	await tellPerson(ctx, person, 'made', { kind, due });
	ctx.record({ name: requestMade, about: [memberThing(member), 'requests'], data: { member, request: made.id, kind } });
	return { id: made.id, due };
});

/** The person takes a request back. What was stopped with it stays stopped. Safe to repeat. */
export const withdrawRequest = command(
	z.object({ request: z.coerce.number().int().positive() }),
	async (ctx, { request }) => {
		const found = await ctx.db
			.selectFrom('membership.request')
			.select(['id', 'member', 'done', 'refused', 'withdrawn'])
			.where('id', '=', request)
			.forUpdate()
			.executeTakeFirst();
		// Somebody else's is not found.
		if (!found || !mayMakeRequest(ctx.actor, { id: found.member })) throw notFound('request');
		authorize(ctx.actor, 'request.make', mayMakeRequest, { id: found.member });
		if (found.withdrawn) return;
		if (found.done || found.refused) throw new Problem('request.decided', 409);
		await ctx.db.updateTable('membership.request').set({ withdrawn: ctx.now }).where('id', '=', request).execute();
		ctx.record({
			name: requestWithdrawn,
			about: [memberThing(found.member), 'requests'],
			data: { member: found.member, request },
		});
	},
);
