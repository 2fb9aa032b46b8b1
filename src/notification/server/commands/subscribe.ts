import { sql } from 'kysely';
import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import type { Ctx } from '#platform/context/context.ts';
import { sendMail } from '#platform/mail/send-mail.ts';
import { emailField } from '#membership/email.ts';
import { readBrand } from '#site/server/index.ts';
import { notificationText } from '#notification/messages/index.ts';
import { joinNames, topicIn } from '#notification/topic.ts';
import { countAsk } from '#notification/server/count-ask.ts';
import { findOrAddSubscriber } from '#notification/server/find-or-add-subscriber.ts';
import { keepConsent } from '#notification/server/keep-consent.ts';
import { networkOf } from '#notification/server/network-of.ts';
import { confirmationDays, confirmationKey, subscriberKey } from '#notification/server/subscriber-key.ts';

export const Subscribe = z.object({
	email: emailField,
	topics: z.array(z.coerce.number().int().positive()).max(50),
	/** Where the form was sent from. */
	address: z.string().max(100).default(''),
});

/**
 * Somebody asks to be written to. Nothing is sent but one mail that asks whether it was really them; the answer is the
 * same whether the address is known, unwanted or asked for too often, so that nobody learns anything of anybody.
 * Throws Problem `newsletter.too-many` (429) to whoever asks for many addresses.
 */
export const subscribe = command(Subscribe, async (ctx, { email, topics: wanted, address }): Promise<void> => {
	const offered = await ctx.db
		.selectFrom('notification.topic')
		.select(['id', 'name', 'name_en', 'about', 'about_en'])
		.where('retired', 'is', null)
		.where('id', 'in', wanted.length ? wanted : [0])
		.orderBy('id')
		.execute();
	if (!offered.length) throw invalidInput([{ path: 'topics', key: 'missing' }]);
	const mayMail = await countAsk(ctx, email, address);
	const unwanted = await ctx.db
		.selectFrom('notification.suppression')
		.select('email')
		.where('email', '=', email)
		.executeTakeFirst();
	if (!mayMail || unwanted) return;
	const subscriber = await findOrAddSubscriber(ctx, email);
	const ids = offered.map(({ id }) => id);
	const pending = await askFor(ctx, subscriber, ids);
	const { name: brand } = await readBrand(ctx, {});
	const say = notificationText(ctx.locale);
	await keepConsent(ctx, {
		subscriber,
		topics: pending,
		act: 'asked',
		place: 'site',
		wording: say('signup.consent', { brand }),
		network: networkOf(address),
	});
	const names = (of: readonly number[]): string =>
		joinNames(
			offered.filter(({ id }) => of.includes(id)).map((topic) => topicIn(topic, ctx.locale).name),
			ctx.locale,
		);
	const facts = { brand, topics: names(pending.length ? pending : ids), site: ctx.site.url, days: confirmationDays };
	const url = pending.length
		? `${ctx.site.url}/newsletter/confirm?key=${confirmationKey(ctx.site, subscriber, pending, ctx.now)}`
		: `${ctx.site.url}/newsletter/preferences/${subscriberKey(ctx.site, { subscriber, mailing: 0 })}`;
	const kind = pending.length ? 'confirm' : 'known';
	await sendMail(ctx, {
		to: email,
		subject: say(`mail.${kind}.subject`, facts),
		text: say(`mail.${kind}.text`, { ...facts, url }),
		kind: 'newsletter-confirmation',
	});
});

/** Notes what was asked for; what is in force stays as it is. Returns the topics that wait for the confirmation. */
async function askFor(ctx: Ctx, subscriber: number, topics: readonly number[]): Promise<number[]> {
	const rows = await sql<{ topic: number }>`
		insert into notification.subscription as s (subscriber, topic, asked)
		select ${subscriber}, topic, ${ctx.now} from unnest(${sql.val(`{${topics.join(',')}}`)}::bigint[]) as topic
		on conflict (subscriber, topic) do update set asked = excluded.asked, confirmed = null, ended = null
		where s.confirmed is null or s.ended is not null
		returning topic`.execute(ctx.db);
	return rows.rows.map(({ topic }) => topic).sort((one, other) => one - other);
}
