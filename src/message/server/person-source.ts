import type { PersonSource } from '#membership/person-source.ts';

/**
 * What this module knows of people: what they wrote to others. What others wrote to them is the others', and stays readable to them here;
 * the member's card shows nothing of it.
 */
export const messagePerson: PersonSource = {
	name: 'message',
	async *collect(ctx, { id }) {
		let after = 0;
		for (;;) {
			const rows = await ctx.db
				.selectFrom('message.message')
				.select(['id', 'talk', 'text', 'said', 'taken_back'])
				.where('author', '=', id)
				.where('id', '>', after)
				.orderBy('id')
				.limit(1_000)
				.execute();
			for (const row of rows) yield { section: 'messages', row };
			const last = rows.at(-1);
			if (!last) break;
			after = last.id;
		}
		const seats = await ctx.db
			.selectFrom('message.seat as s')
			.innerJoin('message.talk as t', 't.id', 's.talk')
			.select(['s.talk', 't.title', 's.since', 's.departed', 's.hushed'])
			.where('s.member', '=', id)
			.orderBy('s.talk')
			.execute();
		for (const row of seats) yield { section: 'talks', row };
		const closed = await ctx.db.selectFrom('message.closed_door').select('closed').where('member', '=', id).execute();
		for (const row of closed) yield { section: 'closed-doors', row };
	},
	/** Their words stay with those who got them, without a name. */
	async forget(ctx, { id }) {
		await ctx.db.updateTable('message.message').set({ author: null }).where('author', '=', id).execute();
		await ctx.db.updateTable('message.talk').set({ begun_by: null }).where('begun_by', '=', id).execute();
		await ctx.db
			.updateTable('message.talk')
			.set({ pair: null })
			.where('pair', 'is not', null)
			.where((eb) =>
				eb.exists(
					eb
						.selectFrom('message.seat as s')
						.select('s.talk')
						.whereRef('s.talk', '=', 'message.talk.id')
						.where('s.member', '=', id),
				),
			)
			.execute();
		await ctx.db.deleteFrom('message.seat').where('member', '=', id).execute();
		await ctx.db.deleteFrom('message.closed_door').where('member', '=', id).execute();
	},
};
