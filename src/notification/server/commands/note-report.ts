import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { mailReported, subscriptionEnded } from '#notification/events.ts';
import { readBundleName } from '#notification/server/bundle/print-bundle.ts';
import { readMissiveName } from '#notification/server/missive/print-missive.ts';
import { keepConsent } from '#notification/server/keep-consent.ts';
import { readMessageName } from '#notification/server/letter/print-mail.ts';
import { writeSuppression } from '#notification/server/write-suppression.ts';

const Noted = z.object({
	door: z.string().max(40),
	/** The name of the call; heard once, it is not heard again. */
	call: z.string().min(1).max(200),
	kind: z.enum(['bounce', 'complaint', 'request']),
	/** Of the mail that it is about: ours carry a seal. */
	messageId: z.string().max(1000).nullable(),
	/** Believed only of a service that signed for it; a mail that somebody sent to us may name anybody. */
	email: z.string().max(320).nullable(),
	lasting: z.boolean(),
	said: z.string().transform((said) => said.slice(0, 300).toWellFormed()),
});

/**
 * Notes what a door reported of one of our mails. The signature of the call is the permission. A complaint ends
 * everything at once; mail that came back for good suppresses the address. Returns what was noted, `heard` for a call that
 * was heard before and `unknown` for mail that is not ours.
 */
export const noteReport = command(Noted, async (ctx, report): Promise<'noted' | 'heard' | 'unknown'> => {
	const { door, call, kind, said } = report;
	const fresh = await ctx.db
		.insertInto('notification.heard_call')
		.values({ door, call, heard: ctx.now })
		.onConflict((conflict) => conflict.doNothing())
		.returning('call')
		.executeTakeFirst();
	if (!fresh) return 'heard';
	await ctx.db.updateTable('notification.door').set({ used: ctx.now }).where('name', '=', door).execute();
	const id = report.messageId === null ? null : readMessageName(ctx.site, report.messageId);
	const delivery = id === null ? null : await findDelivery(ctx, id);
	const toMember = report.messageId === null ? undefined : await findMailed(ctx, report.messageId);
	const email = delivery ? delivery.email : toMember === undefined ? report.email : toMember;
	if (!email) return 'unknown';
	if (delivery)
		await ctx.db
			.updateTable('notification.delivery')
			.set(kind === 'complaint' ? { complained: ctx.now } : { bounced: ctx.now, said })
			.where('id', '=', delivery.id)
			.where(kind === 'complaint' ? 'complained' : 'bounced', 'is', null)
			.execute();
	if (kind !== 'bounce' || report.lasting) await writeSuppression(ctx, { email, reason: kind, note: said });
	if (kind !== 'bounce') await endAll(ctx, email);
	ctx.record({ name: mailReported, about: 'suppressions', data: { door, kind, delivery: delivery?.id ?? null } });
	return 'noted';
});

async function findDelivery(ctx: Ctx, id: number) {
	const row = await ctx.db
		.selectFrom('notification.delivery as d')
		.leftJoin('notification.subscriber as s', 's.id', 'd.subscriber')
		.select(['d.id', 's.email'])
		.where('d.id', '=', id)
		.executeTakeFirst();
	return row ?? null;
}

/** The address that a mail to a member went to, about notices or a letter; undefined when it is no such mail. */
async function findMailed(ctx: Ctx, messageId: string): Promise<string | null | undefined> {
	const [bundle, missive] = [readBundleName(ctx.site, messageId), readMissiveName(ctx.site, messageId)];
	if (bundle === null && missive === null) return undefined;
	const of = bundle === null ? missive : bundle;
	const mails = bundle === null ? ('notification.missive' as const) : ('notification.bundle' as const);
	const row = await ctx.db
		.selectFrom('membership.member as m')
		.select('m.email')
		.where('m.id', 'in', (eb) => eb.selectFrom(mails).select('member').where('id', '=', of))
		.executeTakeFirst();
	return row?.email ?? null;
}

async function endAll(ctx: Ctx, email: string): Promise<void> {
	const rows = await ctx.db
		.updateTable('notification.subscription as b')
		.from('notification.subscriber as s')
		.set({ ended: ctx.now })
		.whereRef('s.id', '=', 'b.subscriber')
		.where('s.email', '=', email)
		.where('b.confirmed', 'is not', null)
		.where('b.ended', 'is', null)
		.returning(['b.subscriber', 'b.topic'])
		.execute();
	const subscriber = rows[0]?.subscriber;
	if (subscriber === undefined) return;
	const topics = rows.map(({ topic }) => topic);
	await keepConsent(ctx, { subscriber, topics, act: 'ended', place: 'provider' });
	ctx.record({
		name: subscriptionEnded,
		about: `subscriber:${subscriber}`,
		data: { subscriber, topics, place: 'provider' },
	});
}
