import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, memberOf, staff } from '#platform/actor.ts';
import { refuse } from '#platform/objection.ts';
import { command } from '#platform/context/command.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import type { Ctx } from '#platform/context/context.ts';
import { oneLine } from '#platform/language/one-line.ts';
import { Problem } from '#platform/problem.ts';
import { mayCorrespond, mayReach } from '#message/policy.ts';
import { longestTitle, objectToBeginning, type Beginnings } from '#message/rules.ts';
import { loadPeople, type Person } from '#message/server/load-people.ts';
import { sayIn, takeTurn, textField } from '#message/server/say-in.ts';
import { pairOf } from '#message/talk.ts';

/** More names than this nobody writes down. */
const mostNames = 20;

export const BeginTalk = z.object({
	/** Handles, as they are typed: `@mei 小陳`. */
	to: z
		.string()
		.max(1_000, 'too-long')
		.transform((to) => [
			...new Set(
				to
					.normalize('NFKC')
					.toLowerCase()
					.split(/[\s,、;]+/)
					.map((handle) => handle.replace(/^@/, ''))
					.filter(Boolean),
			),
		])
		.refine((handles) => handles.length > 0, 'missing')
		.refine((handles) => handles.length <= mostNames, 'too-many'),
	/** What a talk of several is called. */
	title: z
		.string()
		.max(1_000, 'too-long')
		.transform(oneLine)
		.refine((title) => [...title].length <= longestTitle, 'too-long')
		.default(''),
	text: textField,
});

/**
 * A member writes to others. Two have one talk, which goes on; several have a new one each time. Throws Problem
 * `message.shut` (they want nothing from members, have left, or block whoever writes: it is not said which), `message.you-block`,
 * what the brakes object to, and `to: no-member`.
 */
export const beginTalk = command(BeginTalk, async (ctx, { to, title, text }) => {
	authorize(ctx.actor, 'message.write', mayCorrespond, null);
	const own = memberOf(ctx.actor) as number;
	await takeTurn(ctx);
	const people = (await loadPeople(ctx, to)).filter(({ id }) => id !== own);
	const self = ctx.actor.kind === 'member' ? ctx.actor.handle.toLowerCase() : '';
	if (people.length < to.filter((handle) => handle !== self).length)
		throw invalidInput([{ path: 'to', key: 'no-member' }]);
	if (!people.length) throw invalidInput([{ path: 'to', key: 'yourself' }]);
	for (const person of people) {
		if (person.blocked && !staff(ctx.actor)) throw new Problem('message.you-block', 409, { handle: person.handle });
		if (!mayReach(ctx.actor, person)) throw new Problem('message.shut', 403, { handle: person.handle });
	}
	const [first] = people as [Person];
	const talk =
		people.length === 1 ? await talkOfTwo(ctx, own, first) : await open(ctx, { title, pair: null }, own, people);
	return sayIn(ctx, talk, text);
});

/** The talk that the two have, open again for whoever begins; or a new one. */
async function talkOfTwo(ctx: Ctx, own: number, other: Person): Promise<number> {
	const pair = pairOf(own, other.id);
	const found = await ctx.db.selectFrom('message.talk').select('id').where('pair', '=', pair).executeTakeFirst();
	if (!found) return open(ctx, { title: '', pair }, own, [other]);
	const seats = await ctx.db
		.selectFrom('message.seat')
		.select(['member', 'departed'])
		.where('talk', '=', found.id)
		.forUpdate()
		.execute();
	const left = seats.find(({ member, departed }) => member === other.id && departed !== null);
	// What the house writes reaches everybody, and the house is reached by everybody.
	if (left && !staff(ctx.actor) && other.role === 'member')
		throw new Problem('message.shut', 403, { handle: other.handle });
	await ctx.db
		.updateTable('message.seat')
		.set({ departed: null })
		.where('talk', '=', found.id)
		.where('departed', 'is not', null)
		.execute();
	return found.id;
}

/** Begins a talk, as far as the brakes let them. */
async function open(
	ctx: Ctx,
	talk: { title: string; pair: string | null },
	own: number,
	people: readonly Person[],
): Promise<number> {
	if (!staff(ctx.actor)) {
		const strangers = people.filter(({ role }) => role === 'member').length;
		refuse(objectToBeginning(await readBeginnings(ctx), { people: people.length, strangers }, ctx.now));
	}
	const { id } = await ctx.db
		.insertInto('message.talk')
		.values({ ...talk, begun: ctx.now, begun_by: own })
		.onConflict((conflict) => conflict.column('pair').doUpdateSet({ title: '' }))
		.returning('id')
		.executeTakeFirstOrThrow();
	await ctx.db
		.insertInto('message.seat')
		.values(
			[own, ...people.map((person) => person.id)].map((member) => ({
				talk: id,
				member,
				since: ctx.now,
				active: ctx.now,
			})),
		)
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	return id;
}

async function readBeginnings(ctx: Ctx): Promise<Beginnings> {
	const { rows } = await sql<Beginnings>`
		select m.joined, coalesce(trust.level, 0) as level, recent.*
		from membership.member m left join community.trust on trust.member = m.id
		cross join lateral (
			select max(t.begun) as last, count(distinct t.id)::int as talks, (count(*) filter (where p.role = 'member'))::int as strangers
			from message.talk t join message.seat s on s.talk = t.id and s.member <> m.id left join membership.member p on p.id = s.member
			where t.begun_by = m.id and t.begun > ${new Date(ctx.now.getTime() - 86_400_000)}::timestamptz
				and t.begun <= ${ctx.now}::timestamptz
		) recent
		where m.id = ${memberOf(ctx.actor)}::bigint`.execute(ctx.db);
	const [row] = rows;
	if (!row) throw new Problem('session.required', 401);
	return row;
}
