import { createHash } from 'node:crypto';
import type { Ctx } from '#platform/context/context.ts';
import type { Locale } from '#platform/language/locale.ts';
import type { Agreement, NoticeText } from '#membership/consent.ts';
import { membershipText } from '#membership/messages/index.ts';

export type NoticeKind = 'privacy' | Agreement;

/** What names a version of a text: SHA-256 over its title, two line breaks and its body. */
export const noticeHash = ({ title, body }: NoticeText): string =>
	createHash('sha256').update(`${title}\n\n${body}`).digest('hex');

/** The privacy notice that is in force: the published page, or where there is none a short one with the law's six items. */
export async function currentPrivacyNotice(
	ctx: Ctx,
	locale: Locale = ctx.locale,
): Promise<NoticeText & { slug: string | null; locale: Locale }> {
	const pages = await ctx.db
		.selectFrom('content.page')
		.select(['slug', 'title', 'body_text', 'locale'])
		.where('role', '=', 'privacy')
		.where('published', 'is not', null)
		.where('published', '<=', ctx.now)
		.execute();
	const page = pages.find((one) => one.locale === locale) ?? pages[0];
	if (page) return { title: page.title, body: page.body_text, slug: page.slug, locale: page.locale as Locale };
	return { ...(await shortNotice(ctx, locale)), slug: null, locale };
}

/** The sentence that a person agrees to when they let themselves be written to. */
export async function marketingNotice(ctx: Ctx, channel: Agreement, locale: Locale = ctx.locale): Promise<NoticeText> {
	const say = membershipText(locale);
	return { title: say('consent.marketing'), body: say(`consent.words.${channel}`, { brand: await houseName(ctx) }) };
}

/** Keeps a version of a text that somebody agreed to, once. Returns its row. */
export async function keepNotice(ctx: Ctx, kind: NoticeKind, locale: Locale, text: NoticeText): Promise<number> {
	const hash = noticeHash(text);
	const find = () =>
		ctx.db
			.selectFrom('membership.notice')
			.select('id')
			.where('kind', '=', kind)
			.where('locale', '=', locale)
			.where('hash', '=', hash)
			.executeTakeFirst();
	const known = await find();
	if (known) return known.id;
	const { title, body } = text;
	const fresh = await ctx.db
		.insertInto('membership.notice')
		.values({ kind, locale, title, body, hash, shown: ctx.now })
		// Two people who agree at the same moment: the text is kept once.
		.onConflict((conflict) => conflict.columns(['kind', 'locale', 'hash']).doNothing())
		.returning('id')
		.executeTakeFirst();
	return fresh?.id ?? (await find())?.id ?? Promise.reject(new Error('a notice vanished'));
}

async function shortNotice(ctx: Ctx, locale: Locale): Promise<NoticeText> {
	const say = membershipText(locale);
	const contact = await ctx.db.selectFrom('site.contact').selectAll().executeTakeFirst();
	const company = (locale === 'en' ? contact?.company_en || contact?.company : contact?.company) || '';
	const collector = [company || (await houseName(ctx)), contact?.email].filter(Boolean).join(' · ');
	const items = ['collector', 'purpose', 'categories', 'use', 'rights', 'refusal'] as const;
	return {
		title: say('notice.title'),
		body: items.map((item) => say(`notice.${item}`, item === 'collector' ? { collector } : {})).join('\n'),
	};
}

/** What the house is called in a letter. */
export async function houseName(ctx: Ctx): Promise<string> {
	const brand = await ctx.db.selectFrom('site.brand').select('name').executeTakeFirst();
	return brand?.name || new URL(ctx.site.url).hostname;
}
