import { createHmac } from 'node:crypto';
import type { Ctx } from '#platform/context/context.ts';
import { locales, type Locale } from '#platform/language/locale.ts';
import { agreements, type Agreement, type ConsentMatter, type Decision } from '#membership/consent.ts';
import { consentChanged } from '#membership/events.ts';
import { memberThing } from '#membership/member.ts';
import { currentPrivacyNotice, keepNotice, marketingNotice } from '#membership/server/notice.ts';

/** Where and how something was said. */
export interface Saying {
	/** Form or door: `join`, `comment`, `account`, `mail-link`, `import`. */
	place: string;
	/** The asking address, where it is known; only an HMAC of it is kept. */
	address?: string;
	/** Hash of the privacy notice that the form showed, where it told. */
	shown?: string | null;
}

/** Notes that a person became a member on the terms of the privacy notice that they were shown. */
export async function noteJoining(ctx: Ctx, member: number, saying: Saying): Promise<void> {
	const shown = saying.shown && /^[0-9a-f]{64}$/.test(saying.shown) ? await findShown(ctx, saying.shown) : null;
	const notice = shown ?? (await keepCurrent(ctx));
	await write(ctx, member, [{ what: 'membership', decision: 'given', notice }], saying);
}

/**
 * Notes what a person says to marketing: only what differs from what holds is written, as proof and as what holds from
 * now on. `refused` is the one switch for no marketing at all.
 */
export async function noteMarketing(
	ctx: Ctx,
	member: number,
	wishes: Partial<Record<Agreement | 'refused', boolean>>,
	saying: Saying,
	locale: Locale = ctx.locale,
): Promise<{ changed: boolean }> {
	await ctx.db
		.insertInto('membership.preference')
		.values({ member })
		.onConflict((row) => row.doNothing())
		.execute();
	const now = await ctx.db
		.selectFrom('membership.preference')
		.selectAll()
		.where('member', '=', member)
		.forUpdate()
		.executeTakeFirstOrThrow();
	const said: { what: ConsentMatter; decision: Decision; notice: number | null }[] = [];
	const after: Partial<Record<Agreement | 'refused', Date | null>> = {};
	for (const channel of agreements) {
		const wish = wishes[channel];
		if (wish === undefined || wish === (now[channel] !== null)) continue;
		after[channel] = wish ? ctx.now : null;
		const notice = wish ? await keepNotice(ctx, channel, locale, await marketingNotice(ctx, channel, locale)) : null;
		said.push({ what: channel, decision: wish ? 'given' : 'withdrawn', notice });
	}
	if (wishes.refused !== undefined && wishes.refused !== (now.refused !== null)) {
		after.refused = wishes.refused ? ctx.now : null;
		said.push({ what: 'marketing', decision: wishes.refused ? 'withdrawn' : 'given', notice: null });
	}
	if (!said.length) return { changed: false };
	await ctx.db.updateTable('membership.preference').set(after).where('member', '=', member).execute();
	await write(ctx, member, said, saying);
	ctx.record({
		name: consentChanged,
		about: memberThing(member),
		data: { member, said: said.map(({ what, decision }) => ({ what, decision })), place: saying.place },
	});
	return { changed: true };
}

async function write(
	ctx: Ctx,
	member: number,
	said: readonly { what: ConsentMatter; decision: Decision; notice: number | null }[],
	{ place, address }: Saying,
): Promise<void> {
	const actor = ctx.actor.kind === 'member' && ctx.actor.member !== member ? ctx.actor.member : null;
	const hidden = address ? createHmac('sha256', ctx.site.key('consent')).update(address).digest('base64url') : '';
	await ctx.db
		.insertInto('membership.consent')
		.values(said.map((one) => ({ ...one, member, place, address: hidden, noted_by: actor, said: ctx.now })))
		.execute();
}

/** The version that a form showed; only one that this site has shown counts. */
async function findShown(ctx: Ctx, hash: string): Promise<number | null> {
	const row = await ctx.db
		.selectFrom('membership.notice')
		.select('id')
		.where('kind', '=', 'privacy')
		.where('hash', '=', hash)
		.where('locale', 'in', [...locales])
		.executeTakeFirst();
	return row?.id ?? null;
}

async function keepCurrent(ctx: Ctx): Promise<number> {
	const { locale, title, body } = await currentPrivacyNotice(ctx);
	return keepNotice(ctx, 'privacy', locale, { title, body });
}
