import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayReadOutbox, oldBefore } from '#platform/mail/outbox.ts';

/** A link that lets somebody in is theirs alone: whoever reads the outbox sees that there is one. */
const withoutKeys = (text: string): string => text.replace(/([?&]token=)[^&\s]+/g, '$1…');

/** The newest mails of the outbox, as their text. */
export const listMail = query(
	z.object({ before: z.coerce.number().int().positive().optional() }),
	async (ctx, { before }) => {
		authorize(ctx.actor, 'mail.read', mayReadOutbox, null);
		let found = ctx.db.selectFrom('platform.mail').selectAll().orderBy('id', 'desc').limit(51);
		if (before) found = found.where('id', '<', before);
		const rows = await found.execute();
		const items = rows.slice(0, 50).map((mail) => ({
			...mail,
			body_text: withoutKeys(mail.body_text),
			body_html: '',
			old: mail.written < oldBefore(ctx),
		}));
		return { items, next: rows.length > 50 ? (rows[49]?.id ?? null) : null };
	},
);

/** How many mails could not be sent and wait for a person. */
export const countFailedMail = query(z.object({}), async (ctx) => {
	const row = await ctx.db
		.selectFrom('platform.mail')
		.select((one) => one.fn.countAll<number>().as('count'))
		.where('failed', 'is not', null)
		.executeTakeFirstOrThrow();
	return Number(row.count);
});

/** How many mails were kept because there was no mail server, and how many of them are older than a day. */
export const countKeptMail = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'mail.read', mayReadOutbox, null);
	const { all, old } = await ctx.db
		.selectFrom('platform.mail')
		.select((one) => [
			one.fn.countAll<number>().as('all'),
			one.fn.countAll<number>().filterWhere('written', '<', oldBefore(ctx)).as('old'),
		])
		.where('kept', 'is not', null)
		.where('sent', 'is', null)
		.executeTakeFirstOrThrow();
	return { all: Number(all), old: Number(old) };
});
