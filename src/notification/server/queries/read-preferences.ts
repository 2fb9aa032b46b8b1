import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { readModest } from '#community/server/index.ts';
import { readBrand } from '#site/server/index.ts';
import { maskedEmail } from '#membership/email.ts';
import { joinNames, topicIn } from '#notification/topic.ts';
import { clockText, customaryQuiet } from '#platform/language/quiet.ts';
import { readLetters } from '#notification/server/letter-choice.ts';
import { findSubscriber } from '#notification/server/find-subscriber.ts';
import { staleLink } from '#notification/server/stale-link.ts';
import { readConfirmationKey } from '#notification/server/subscriber-key.ts';
import type { ToldSettings } from '#notification/told-settings.ts';
import { customaryWays, wishKinds, type Way, type Wishes } from '#notification/wish.ts';

/**
 * What somebody is written to about: every topic on offer, and those that they have although it is not offered any more;
 * and how they are told, when they have joined. Throws Problem `newsletter.link-stale` (410).
 */
export const readPreferences = query(z.object({ key: z.string().max(200).optional() }), async (ctx, { key }) => {
	const person = await findSubscriber(ctx, key);
	const rows = await ctx.db
		.selectFrom('notification.topic as topic')
		.leftJoin('notification.subscription as s', (join) =>
			join.onRef('s.topic', '=', 'topic.id').on('s.subscriber', '=', person.id ?? 0),
		)
		.select(['topic.id', 'topic.name', 'topic.name_en', 'topic.about', 'topic.about_en', 'topic.retired'])
		.select(['s.confirmed', 's.ended'])
		.orderBy('topic.id')
		.execute();
	const topics = rows
		.map((row) => ({
			...topicIn(row, ctx.locale),
			chosen: row.confirmed !== null && row.ended === null,
			offered: row.retired === null,
		}))
		.filter(({ chosen, offered }) => chosen || offered);
	const suppressed = await ctx.db
		.selectFrom('notification.suppression')
		.select('reason')
		.where('email', '=', person.email)
		.executeTakeFirst();
	return {
		email: person.email && maskedEmail(person.email),
		topics,
		suppressed: suppressed?.reason ?? null,
		mailing: person.mailing,
		told: person.member === null ? null : await readTold(ctx, person.member),
	};
});

/** How a member is told: what they chose, and what is customary where they chose nothing. */
async function readTold(ctx: Ctx, member: number): Promise<ToldSettings> {
	const [chosen, rhythm, marketing, letters, modest, brand] = await Promise.all([
		ctx.db.selectFrom('notification.wish').select(['kind', 'ways']).where('member', '=', member).execute(),
		ctx.db.selectFrom('notification.rhythm').selectAll().where('member', '=', member).executeTakeFirst(),
		ctx.db.selectFrom('membership.preference').select('refused').where('member', '=', member).executeTakeFirst(),
		readLetters(ctx, member),
		readModest(ctx, { member }),
		readBrand(ctx, {}),
	]);
	const waysOf = new Map(chosen.map(({ kind, ways }) => [kind, ways as Way[]]));
	const wishes = Object.fromEntries(wishKinds.map((kind) => [kind, waysOf.get(kind) ?? [...customaryWays[kind]]]));
	return {
		wishes: wishes as Wishes,
		quiet: !rhythm || rhythm.quiet_from !== null,
		from: clockText(rhythm?.quiet_from ?? customaryQuiet.from),
		until: clockText(rhythm?.quiet_until ?? customaryQuiet.until),
		timeZone: rhythm?.time_zone ?? brand.timeZone,
		...letters,
		modest,
		refused: Boolean(marketing?.refused),
	};
}

/** What a confirmation would confirm, for the page that asks. Throws Problem `newsletter.link-stale` (410). */
export const readConfirmation = query(z.object({ key: z.string().max(1000) }), async (ctx, { key }) => {
	const asked = readConfirmationKey(ctx.site, key, ctx.now);
	const row =
		asked &&
		(await ctx.db
			.selectFrom('notification.subscriber')
			.select('email')
			.where('id', '=', asked.subscriber)
			.executeTakeFirst());
	if (!asked || !row) throw staleLink();
	const topics = await ctx.db
		.selectFrom('notification.topic')
		.select(['id', 'name', 'name_en', 'about', 'about_en'])
		.where('id', 'in', asked.topics)
		.orderBy('id')
		.execute();
	const names = topics.map((topic) => topicIn(topic, ctx.locale).name);
	return { email: maskedEmail(row.email), topics: joinNames(names, ctx.locale) };
});
