import { createHmac, randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { matchLocale } from '#platform/language/locale.ts';
import { sendMail } from '#platform/mail/send-mail.ts';
import { Problem } from '#platform/problem.ts';
import { digest, randomToken } from '#platform/token.ts';
import { emailField, mailboxOf } from '#membership/email.ts';
import { membershipText } from '#membership/messages/index.ts';
import { askedFromField } from '#membership/server/asked-from.ts';
import { findByEmail } from '#membership/server/insert-member.ts';
import { knownBrowser } from '#membership/server/known-browser.ts';
import { mailLinkPath } from '#membership/server/mail-link.ts';
import { cookieLine, readCookie } from '#membership/server/session-cookie.ts';

/** A code is good for ten minutes. */
const codeMinutes = 10;
/**
 * How many codes may be asked for: within minutes, for one mailbox, one address, the whole site. A browser that the account
 * knows has a mailbox's share of its own: whoever keeps asking elsewhere does not keep its owner out.
 */
const caps = [
	{ minutes: 15, mailbox: 3, address: 30, site: 600 },
	{ minutes: 24 * 60, mailbox: 8, address: 200, site: 10_000 },
] as const;
/** A code that was used counts for an address as a part of one: a room full of people shares one, and proves itself. */
const usedWeight = 0.25;
const browserPattern = /^[2-9a-km-np-z]{26}$/;

export const RequestCode = z.object({
	email: emailField,
	/** `join`: whoever it is may come in. `sign-in`: only members get a code; others a mail that says how to join. */
	purpose: z.enum(['join', 'sign-in']).default('join'),
	/** The mail carries a link as well, which leads on to this page of the site; null: the code alone. */
	link: z
		.string()
		.transform((onward) => onward.slice(0, 300))
		.nullish(),
	from: askedFromField,
});

/**
 * Mails a six-digit code that signs in the browser that asked, once, within ten minutes; where it is wanted, with a link that does the
 * same in whatever browser opens it (`joinWithLink`). Whether the address is known
 * cannot be told from the answer. Throws Problem `code.too-many`, or
 * `code.too-many-here` where those who share an address asked for too many (429).
 */
export const requestCode = command(
	RequestCode,
	async (ctx, { email, purpose, link, from }): Promise<{ cookies: string[] }> => {
		const address = from.address ? keyed(ctx, from.address) : '';
		const known = knownBrowser(ctx, from.cookie, email);
		const mailbox = mailboxOf(email);
		await checkCaps(ctx, { mailbox, address, known });
		const member = await findByEmail(ctx, email);
		const given = readCookie(from.cookie, 'code', ctx.site.url);
		const browser = given && browserPattern.test(given) ? given : randomToken(26);
		const code = purpose === 'sign-in' && !member ? null : String(randomInt(1_000_000)).padStart(6, '0');
		const word = code && typeof link === 'string' ? randomToken(32) : null;
		await ctx.db
			.insertInto('membership.code')
			.values({
				email,
				mailbox,
				digest: code && codeDigest(ctx, email, code),
				link: word && digest(word),
				browser: digest(browser),
				address,
				known,
				asked: ctx.now,
				expires: new Date(ctx.now.getTime() + codeMinutes * 60_000),
			})
			.execute();
		await mailCode(ctx, { email, code, link: word && mailLinkPath(word, link ?? '') }, member?.locale);
		return { cookies: [cookieLine('code', ctx.site.url, browser, codeMinutes * 60)] };
	},
);

/** What is stored of a code. Six digits are few: without the site's key they cannot be tried out on a stolen copy. */
export const codeDigest = (ctx: Ctx, email: string, code: string): string => keyed(ctx, `${email} ${code}`);

const keyed = (ctx: Ctx, text: string): string =>
	createHmac('sha256', ctx.site.key('code')).update(text).digest('base64url');

async function checkCaps(
	ctx: Ctx,
	{ mailbox, address, known }: { mailbox: string; address: string; known: string },
): Promise<void> {
	// One request at a time may count for a mailbox, so that many at once cannot pass together.
	await sql`select pg_advisory_xact_lock(hashtextextended(${`code ${mailbox}`}, 0))`.execute(ctx.db);
	for (const cap of caps) {
		const since = new Date(ctx.now.getTime() - cap.minutes * 60_000);
		const ofMailbox = sql`code.mailbox = ${mailbox} and code.known = ${known}`;
		const ofAddress = sql`code.address = ${address} and code.address <> ''`;
		const { rows } = await sql<Count>`
			select count(*) filter (where ${ofMailbox})::int as mailbox,
				coalesce(sum(case when used is null then 1 else ${usedWeight}::float end) filter (where ${ofAddress}), 0)::float as address,
				count(*)::int as site,
				min(asked) filter (where ${ofMailbox}) as of_mailbox,
				min(asked) filter (where ${ofAddress}) as of_address,
				min(asked) as of_site
			from membership.code where asked > ${since}`.execute(ctx.db);
		const count = rows[0] as Count;
		const [code, first] =
			count.mailbox >= cap.mailbox
				? ['code.too-many', count.of_mailbox]
				: // Whoever was here before comes in, whatever strangers do beside them.
					known
					? [null, null]
					: count.address >= cap.address
						? ['code.too-many-here', count.of_address]
						: count.site >= cap.site
							? ['code.too-many', count.of_site]
							: [null, null];
		if (code === null) continue;
		// The earliest of them is forgotten first.
		const until = (first ?? since).getTime() + cap.minutes * 60_000;
		const seconds = Math.max(60, Math.ceil((until - ctx.now.getTime()) / 1000));
		throw new Problem(code, 429, { seconds, minutes: Math.ceil(seconds / 60) });
	}
}

interface Count {
	mailbox: number;
	address: number;
	site: number;
	of_mailbox: Date | null;
	of_address: Date | null;
	of_site: Date | null;
}

async function mailCode(
	ctx: Ctx,
	{ email, code, link }: { email: string; code: string | null; link: string | null },
	memberLocale: string | undefined,
): Promise<void> {
	const brand = await ctx.db.selectFrom('site.brand').select('name').executeTakeFirst();
	const say = membershipText(matchLocale(memberLocale) ?? ctx.locale);
	const facts = { brand: brand?.name || new URL(ctx.site.url).hostname, url: ctx.site.url, minutes: codeMinutes };
	const subject = say('mail.code.subject', { ...facts, code });
	const mail = link
		? { subject, text: say('mail.code-and-link.text', { ...facts, code, link: ctx.site.url + link }) }
		: code
			? { subject, text: say('mail.code.text', { ...facts, code }) }
			: { subject: say('mail.unknown.subject', facts), text: say('mail.unknown.text', facts) };
	await sendMail(ctx, { to: email, ...mail, kind: 'sign-in-code' });
}
