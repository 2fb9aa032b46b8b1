import { createHmac, randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { matchLocale } from '#platform/language/locale.ts';
import { sendMail } from '#platform/mail/send-mail.ts';
import { Problem } from '#platform/problem.ts';
import { digest, randomToken } from '#platform/token.ts';
import { emailField } from '#membership/member.ts';
import { membershipText } from '#membership/messages/index.ts';
import { askedFromField } from '#membership/server/asked-from.ts';
import { findByEmail } from '#membership/server/insert-member.ts';
import { knownBrowser } from '#membership/server/known-browser.ts';
import { cookieLine, readCookie } from '#membership/server/session-cookie.ts';

/** A code is good for ten minutes. */
const codeMinutes = 10;
/**
 * How many codes may be asked for: within minutes, for one mailbox, one address, the whole site. A browser that the account
 * knows has a mailbox's share of its own: whoever keeps asking elsewhere does not keep its owner out.
 */
const caps = [
	{ minutes: 15, email: 3, address: 15, site: 600 },
	{ minutes: 24 * 60, email: 8, address: 100, site: 10_000 },
] as const;
const browserPattern = /^[2-9a-km-np-z]{26}$/;

export const RequestCode = z.object({
	email: emailField,
	/** `join`: whoever it is may come in. `sign-in`: only members get a code; others a mail that says how to join. */
	purpose: z.enum(['join', 'sign-in']).default('join'),
	from: askedFromField,
});

/**
 * Mails a six-digit code that signs in the browser that asked, once, within ten minutes. Whether the address is known
 * cannot be told from the answer. Throws Problem `code.too-many` (429) when a cap is reached.
 */
export const requestCode = command(
	RequestCode,
	async (ctx, { email, purpose, from }): Promise<{ cookies: string[] }> => {
		const address = from.address ? keyed(ctx, from.address) : '';
		const known = knownBrowser(ctx, from.cookie, email);
		await checkCaps(ctx, email, address, known);
		const member = await findByEmail(ctx, email);
		const given = readCookie(from.cookie, 'code', ctx.site.url);
		const browser = given && browserPattern.test(given) ? given : randomToken(26);
		const code = purpose === 'sign-in' && !member ? null : String(randomInt(1_000_000)).padStart(6, '0');
		await ctx.db
			.insertInto('membership.code')
			.values({
				email,
				digest: code && codeDigest(ctx, email, code),
				browser: digest(browser),
				address,
				known,
				asked: ctx.now,
				expires: new Date(ctx.now.getTime() + codeMinutes * 60_000),
			})
			.execute();
		await mailCode(ctx, email, code, member?.locale);
		return { cookies: [cookieLine('code', ctx.site.url, browser, codeMinutes * 60)] };
	},
);

/** What is stored of a code. Six digits are few: without the site's key they cannot be tried out on a stolen copy. */
export const codeDigest = (ctx: Ctx, email: string, code: string): string => keyed(ctx, `${email} ${code}`);

const keyed = (ctx: Ctx, text: string): string =>
	createHmac('sha256', ctx.site.key('code')).update(text).digest('base64url');

async function checkCaps(ctx: Ctx, email: string, address: string, known: string): Promise<void> {
	// One request at a time may count for a mailbox, so that many at once cannot pass together.
	await sql`select pg_advisory_xact_lock(hashtextextended(${`code ${email}`}, 0))`.execute(ctx.db);
	for (const cap of caps) {
		const since = new Date(ctx.now.getTime() - cap.minutes * 60_000);
		const { rows } = await sql<{ email: number; address: number; site: number; first: Date | null }>`
			select count(*) filter (where code.email = ${email}::citext and code.known = ${known})::int as email,
				count(*) filter (where code.address = ${address} and code.address <> '')::int as address,
				count(*)::int as site,
				min(asked) filter (where code.email = ${email}::citext and code.known = ${known}) as first
			from membership.code where asked > ${since}`.execute(ctx.db);
		const [count] = rows;
		if (!count || (count.email < cap.email && count.address < cap.address && count.site < cap.site)) continue;
		const from = count.email >= cap.email && count.first ? count.first : since;
		const seconds = Math.max(60, Math.ceil((from.getTime() + cap.minutes * 60_000 - ctx.now.getTime()) / 1000));
		throw new Problem('code.too-many', 429, { seconds, minutes: Math.ceil(seconds / 60) });
	}
}

async function mailCode(ctx: Ctx, email: string, code: string | null, memberLocale: string | undefined): Promise<void> {
	const brand = await ctx.db.selectFrom('site.brand').select('name').executeTakeFirst();
	const say = membershipText(matchLocale(memberLocale) ?? ctx.locale);
	const facts = { brand: brand?.name || new URL(ctx.site.url).hostname, url: ctx.site.url, minutes: codeMinutes };
	const mail = code
		? { subject: say('mail.code.subject', { ...facts, code }), text: say('mail.code.text', { ...facts, code }) }
		: { subject: say('mail.unknown.subject', facts), text: say('mail.unknown.text', facts) };
	await sendMail(ctx, { to: email, ...mail, kind: 'sign-in-code' });
}
