import { z } from 'zod';
import { authorize, requireFresh } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { randomToken } from '#platform/token.ts';
import { memberErased } from '#membership/events.ts';
import { memberThing } from '#membership/member.ts';
import { membershipText } from '#membership/messages/index.ts';
import { personSources } from '#membership/person-source.ts';
import { mayEraseMember } from '#membership/policy.ts';
import { findPerson } from '#membership/server/find-person.ts';

/**
 * Lets a person go, in one transaction: every module takes away what is theirs alone and keeps what others need without
 * their name. Threads stay readable, books stay balanced, the consents stay as proof under a row without a name. Throws
 * Problem `request.works-here` (409) for somebody who works here: their role is taken first. Safe to repeat.
 */
export const eraseMember = command(
	z.object({ member: z.coerce.number().int().positive() }),
	async (ctx, { member }) => {
		await ctx.db.selectFrom('membership.member').select('id').where('id', '=', member).forUpdate().executeTakeFirst();
		const person = await findPerson(ctx, member);
		authorize(ctx.actor, 'member.erase', mayEraseMember, null);
		requireFresh(ctx.actor);
		if (!person) throw notFound('member');
		if (person.erased) return { id: member };
		if (person.role !== 'member') throw new Problem('request.works-here', 409);
		for (const source of personSources()) await source.forget(ctx, person);
		const brand = await ctx.db.selectFrom('site.brand').select('locale').executeTakeFirst();
		await ctx.db
			.updateTable('membership.member')
			.set({
				handle: `former-${randomToken(12)}`,
				name: membershipText(brand?.locale === 'en' ? 'en' : 'zh-TW')('member.former'),
				email: null,
				bio: '',
				came_by_link: null,
				came_to: null,
				heard_from: null,
				suspended: ctx.now,
				suspended_by: null,
				suspended_until: null,
				erased: ctx.now,
			})
			.where('id', '=', member)
			.execute();
		// Requests stay as proof that they were answered in time; what was said in them goes.
		await ctx.db.updateTable('membership.request').set({ text: '', answer: '' }).where('member', '=', member).execute();
		await ctx.db
			.updateTable('membership.request')
			.set({ done: ctx.now })
			.where('member', '=', member)
			.where('done', 'is', null)
			.where('refused', 'is', null)
			.where('withdrawn', 'is', null)
			.execute();
		ctx.record({ name: memberErased, about: [memberThing(member), 'members', 'requests'], data: { member } });
		return { id: member };
	},
);
