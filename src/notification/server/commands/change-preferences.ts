import { z } from 'zod';
import { system } from '#platform/actor.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { beModest } from '#community/server/index.ts';
import { changeConsent } from '#membership/server/index.ts';
import { cadences } from '#notification/cadence.ts';
import { clockMinutes } from '#platform/language/quiet.ts';
import { findSubscriber } from '#notification/server/find-subscriber.ts';
import { keepLetters } from '#notification/server/letter-choice.ts';
import { keepTopics } from '#notification/server/keep-topics.ts';
import { isTimeZone } from '#notification/time-zones.ts';
import { keptWays, ways, wishKinds } from '#notification/wish.ts';

/** How a member wants to be told. */
const Told = z.object({
	/** The ways that are ticked, by kind; a kind that is left out has none. */
	wishes: z.partialRecord(z.enum(wishKinds), z.array(z.enum(ways))),
	/** Whether there are hours without mail and push, and which, as `22:00`. */
	quiet: z.boolean(),
	from: z.string().max(20),
	until: z.string().max(20),
	timeZone: z.string().max(60).refine(isTimeZone, 'time-zone'),
	/** How often what is new comes by mail, and whether an owner's week does; absent: as before. */
	digest: z.enum(cadences).optional(),
	summary: z.boolean().optional(),
	/** Stands on no list of those who helped; absent: as before. */
	modest: z.boolean().optional(),
	/** No marketing at all. */
	refused: z.boolean(),
});

export const ChangePreferences = z.object({
	/** From a mail; absent: the member who asks. */
	key: z.string().max(200).optional(),
	/** Exactly what is wanted from now on. */
	topics: z.array(z.coerce.number().int().positive()).max(50),
	/** Absent: only the topics are changed. Nothing of it holds for whoever has not joined. */
	told: Told.optional(),
	address: z.string().max(100).default(''),
});

/**
 * Sets what somebody is written to about and how they are told. Who holds a key from a mail, or is signed in, has shown that
 * the mailbox is theirs: nothing is asked again. Throws Problem `newsletter.link-stale` (410), `newsletter.no-address` (409).
 */
export const changePreferences = (ctx: Ctx, input: z.input<typeof ChangePreferences>): Promise<void> =>
	// What the holder of a key says of marketing is noted by the product.
	change(input.key === undefined ? ctx : { ...ctx, actor: system }, input);

const change = command(ChangePreferences, async (ctx, { key, topics, told, address }) => {
	const person = await findSubscriber(ctx, key);
	await keepTopics(ctx, person, topics, { place: key === undefined ? 'account' : 'mail', address });
	if (!told || person.member === null) return;
	const { member } = person;
	const place = key === undefined ? 'account' : 'mail-link';
	await changeConsent(ctx, { member, refused: told.refused, place, address });
	await keepRhythm(ctx, member, told);
	if (told.digest) await keepLetters(ctx, member, { digest: told.digest, summary: told.summary ?? false });
	if (told.modest !== undefined) await beModest(ctx, { member, modest: told.modest });
	const rows = wishKinds.map((kind) => ({ member, kind, ways: keptWays(kind, told.wishes[kind] ?? []) }));
	await ctx.db
		.insertInto('notification.wish')
		.values(rows)
		.onConflict((row) => row.columns(['member', 'kind']).doUpdateSet((eb) => ({ ways: eb.ref('excluded.ways') })))
		.execute();
});

async function keepRhythm(ctx: Ctx, member: number, told: z.output<typeof Told>): Promise<void> {
	const [from, until] = [clockMinutes(told.from), clockMinutes(told.until)];
	const wrong = told.quiet
		? [...(from === null ? ['from'] : []), ...(until === null ? ['until'] : [])].map((path) => ({ path, key: 'clock' }))
		: [];
	if (wrong.length) throw invalidInput(wrong);
	const rhythm = {
		time_zone: told.timeZone,
		quiet_from: told.quiet ? from : null,
		quiet_until: told.quiet ? until : null,
	};
	await ctx.db
		.insertInto('notification.rhythm')
		.values({ member, ...rhythm })
		.onConflict((row) => row.column('member').doUpdateSet(rhythm))
		.execute();
}
