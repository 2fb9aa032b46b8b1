import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { Problem } from '#platform/problem.ts';
import { sendMail } from '#platform/mail/send-mail.ts';
import { notificationText } from '#notification/messages/index.ts';
import { maySendMailings } from '#notification/policy.ts';
import { draftLetter } from '#notification/server/queries/preview-mailing.ts';

/** Test mails that somebody may send to themselves in an hour. */
const perHour = 20;

/**
 * Sends a mailing as it stands to whoever asks, and to nobody else. Throws Problem `mailing.not-found`,
 * `mailing.not-published`, `newsletter.no-address` (409), `newsletter.too-many` (429).
 */
export const sendTest = command(z.object({ mailing: z.coerce.number().int().positive() }), async (ctx, { mailing }) => {
	authorize(ctx.actor, 'mailing.write', maySendMailings, null);
	const own =
		ctx.actor.kind === 'member' &&
		(await ctx.db
			.selectFrom('membership.member')
			.select('email')
			.where('id', '=', ctx.actor.member)
			.executeTakeFirst());
	if (!own || !own.email) throw new Problem('newsletter.no-address', 409);
	const { count } = await ctx.db
		.selectFrom('platform.mail')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('kind', '=', 'mailing-test')
		.where('recipient', '=', own.email)
		.where('written', '>', new Date(ctx.now.getTime() - 3_600_000))
		.executeTakeFirstOrThrow();
	if (Number(count) >= perHour) throw new Problem('newsletter.too-many', 429, { minutes: 60 });
	const { subject, whole } = await draftLetter(ctx, mailing);
	const say = notificationText(ctx.locale);
	await sendMail(ctx, { to: own.email, subject: say('test.subject', { subject }), ...whole, kind: 'mailing-test' });
	return { to: own.email };
});
