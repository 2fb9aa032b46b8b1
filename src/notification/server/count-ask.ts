import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { mailboxOf } from '#membership/email.ts';

/** How many mails a mailbox gets from the form, and how often one address and everybody together may use it. */
const caps = [
	{ minutes: 60, mailbox: 2, address: 10, site: 600 },
	{ minutes: 24 * 60, mailbox: 4, address: 40, site: 5_000 },
] as const;

/**
 * Counts a call of the sign-up form and says whether the mailbox may get another mail: whoever bombs somebody else's
 * mailbox sees no difference. Throws Problem `newsletter.too-many` (429) to whoever calls too often.
 */
export async function countAsk(ctx: Ctx, email: string, from: string): Promise<boolean> {
	const address = from ? createHmac('sha256', ctx.site.key('ask')).update(from).digest('base64url') : '';
	const mailbox = mailboxOf(email);
	// One call at a time may count for a mailbox, so that many at once cannot pass together.
	await sql`select pg_advisory_xact_lock(hashtextextended(${`ask ${mailbox}`}, 0))`.execute(ctx.db);
	let mayMail = true;
	for (const cap of caps) {
		const since = new Date(ctx.now.getTime() - cap.minutes * 60_000);
		const { rows } = await sql<{ mailbox: number; address: number; site: number }>`
			select count(*) filter (where ask.mailbox = ${mailbox})::int as mailbox,
				count(*) filter (where ask.address = ${address} and ask.address <> '')::int as address,
				count(*)::int as site
			from notification.ask where asked > ${since}`.execute(ctx.db);
		const [count] = rows;
		if (!count) continue;
		if (count.address >= cap.address || count.site >= cap.site)
			throw new Problem('newsletter.too-many', 429, { minutes: cap.minutes });
		if (count.mailbox >= cap.mailbox) mayMail = false;
	}
	await ctx.db.insertInto('notification.ask').values({ email, mailbox, address, asked: ctx.now }).execute();
	return mayMail;
}
