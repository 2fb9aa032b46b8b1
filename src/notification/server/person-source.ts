import type { Ctx } from '#platform/context/context.ts';
import { addressesOf, type PersonRow, type PersonSource, type Touch } from '#membership/person-source.ts';

/**
 * What this module knows of people: what they subscribed to, with the proof, which mailings they got and followed. When
 * somebody is let go, a mailing keeps its sum without them; nothing can be sent to them any more, since nothing is known.
 */
export const notificationPerson: PersonSource = {
	name: 'notification',
	async touches(ctx, person, before, limit) {
		const addresses = addressesOf(person);
		if (!addresses.length) return [];
		const past = before ? ctx.sql`and (time, key collate "C") < (${before.time}, ${before.key})` : ctx.sql``;
		const rows = await ctx.sql<{ time: Date; key: string; kind: string; subject: string; mailing: number }[]>`
			select * from (
				select d.sent as time, 'mailing:' || d.id as key, 'mailing' as kind, m.subject, m.id as mailing
				from notification.delivery d join notification.mailing m on m.id = d.mailing
				join notification.subscriber s on s.id = d.subscriber
				where s.email = any(${addresses}::citext[]) and d.sent is not null
				union all
				select c.clicked, 'mail-click:' || c.id, 'mail-click', m.subject, m.id
				from notification.click c join notification.delivery d on d.id = c.delivery
				join notification.mailing m on m.id = d.mailing join notification.subscriber s on s.id = d.subscriber
				where s.email = any(${addresses}::citext[]) and c.machine is null) t
			where true ${past}
			order by time desc, key collate "C" desc limit ${limit}`;
		return rows.map(({ time, key, kind, subject, mailing }): Touch => ({
			time,
			key,
			kind,
			text: subject,
			href: `/console/mailings/${mailing}`,
		}));
	},
	async *collect(ctx, person) {
		const { id: member } = person;
		const notices = await ctx.db
			.selectFrom('notification.notice')
			.select(['kind', 'thread', 'comment', 'told', 'read'])
			.where('member', '=', member)
			.orderBy('id')
			.execute();
		for (const notice of notices) yield { section: 'notices', row: notice };
		const wishes = await ctx.db
			.selectFrom('notification.wish')
			.select(['kind', 'ways'])
			.where('member', '=', member)
			.execute();
		const rhythm = await ctx.db
			.selectFrom('notification.rhythm')
			.select(['time_zone', 'quiet_from', 'quiet_until'])
			.where('member', '=', member)
			.executeTakeFirst();
		if (wishes.length || rhythm) yield { section: 'notices', row: { wishes, rhythm } };
		const mails = await ctx.db
			.selectFrom('notification.bundle')
			.select(['thread', 'talk', 'opened', 'sent', 'skipped', 'failed', 'unconfirmed', 'reason'])
			.where('member', '=', member)
			.orderBy('id')
			.execute();
		for (const mail of mails) yield { section: 'notices', row: { mail } };
		const letters = await ctx.db
			.selectFrom('notification.missive')
			.select(['matter', 'step', 'opened', 'sent', 'skipped', 'failed', 'unconfirmed', 'reason'])
			.where('member', '=', member)
			.orderBy('id')
			.execute();
		for (const letter of letters) yield { section: 'notices', row: { letter } };
		const cadences = await ctx.db
			.selectFrom('notification.cadence')
			.select(['matter', 'every'])
			.where('member', '=', member)
			.execute();
		for (const cadence of cadences) yield { section: 'notices', row: { cadence } };
		const devices = await ctx.db
			.selectFrom('notification.device')
			.select(['browser', 'added', 'sent', 'refused', 'said'])
			.where('member', '=', member)
			.orderBy('id')
			.execute();
		for (const device of devices) yield { section: 'notices', row: { device } };
		for (const email of addressesOf(person)) yield* collectSubscriber(ctx, email);
		for (const email of addressesOf(person)) yield* collectMailings(ctx, email);
	},
	async forget(ctx, person) {
		const { id } = person;
		await ctx.db.updateTable('notification.mailing').set({ author: null }).where('author', '=', id).execute();
		await ctx.db.deleteFrom('notification.notice').where('member', '=', id).execute();
		await ctx.db.updateTable('notification.notice').set({ actor: null }).where('actor', '=', id).execute();
		await ctx.db.deleteFrom('notification.bundle').where('member', '=', id).execute();
		await ctx.db.deleteFrom('notification.missive').where('member', '=', id).execute();
		await ctx.db.deleteFrom('notification.cadence').where('member', '=', id).execute();
		await ctx.db.deleteFrom('notification.device').where('member', '=', id).execute();
		await ctx.db.deleteFrom('notification.wish').where('member', '=', id).execute();
		await ctx.db.deleteFrom('notification.rhythm').where('member', '=', id).execute();
		for (const email of addressesOf(person)) {
			await ctx.db.deleteFrom('notification.subscriber').where('email', '=', email).execute();
			await ctx.db.deleteFrom('notification.ask').where('email', '=', email).execute();
			await ctx.db.deleteFrom('notification.suppression').where('email', '=', email).execute();
		}
	},
};

/** What an address subscribed to, with the proofs. */
async function* collectSubscriber(ctx: Ctx, email: string): AsyncGenerator<PersonRow> {
	const subscriber = await ctx.db
		.selectFrom('notification.subscriber')
		.select(['id', 'locale', 'created'])
		.where('email', '=', email)
		.executeTakeFirst();
	const suppressed = await ctx.db
		.selectFrom('notification.suppression')
		.select(['reason', 'note', 'since'])
		.where('email', '=', email)
		.executeTakeFirst();
	if (suppressed) yield { section: 'newsletter', row: { suppressed } };
	if (!subscriber) return;
	const { id, ...row } = subscriber;
	const consents = await ctx.db
		.selectFrom('notification.consent as c')
		.leftJoin('notification.topic as topic', 'topic.id', 'c.topic')
		.select(['topic.name as topic', 'c.act', 'c.place', 'c.wording', 'c.network', 'c.happened'])
		.where('c.subscriber', '=', id)
		.orderBy('c.id')
		.execute();
	yield { section: 'newsletter', row: { ...row, consents } };
}

/** The mailings that an address got. */
async function* collectMailings(ctx: Ctx, email: string): AsyncGenerator<PersonRow> {
	const mailings = await ctx.db
		.selectFrom('notification.delivery as d')
		.innerJoin('notification.mailing as m', 'm.id', 'd.mailing')
		.innerJoin('notification.subscriber as s', 's.id', 'd.subscriber')
		.select(['m.subject', 'd.sent', 'd.skipped', 'd.failed', 'd.bounced', 'd.complained', 'd.reason'])
		.where('s.email', '=', email)
		.orderBy('d.id')
		.execute();
	for (const mailing of mailings) yield { section: 'mailings', row: mailing };
}
