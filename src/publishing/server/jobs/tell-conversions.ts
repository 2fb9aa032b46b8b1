import { sql } from 'kysely';
import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { job } from '#platform/job/job.ts';
import { mostTries, nextTry } from '#network/attempt.ts';
import { asNetworkProblem, passes } from '#network/network-problem.ts';
import { findAdDesk, type OpenAdDesk } from '#publishing/server/find-ad-desk.ts';

/** What one call tells at most. */
const perCall = 100;

interface Waiting {
	id: number;
	kind: 'joined' | 'ordered';
	key: string;
	occurred: Date;
	amount: number | null;
	currency: string | null;
	tries: number;
	/** Where they may be told of at this moment; null: they may not. */
	email: string | null;
}

/**
 * Tells what came of ads, of people who agree to it at this very moment: whoever took it back meanwhile, was suspended, or is gone, is
 * not told of. Told twice under its key it is one there, so a call whose answer was lost is made again.
 */
export const tellConversions = job(
	'publishing.tell-conversions',
	{ every: '*/10 * * * *', retries: 2, patient: true },
	async (ctx) => {
		const desks = await ctx.db
			.selectFrom('publishing.ad_desk')
			.select('network')
			.where('telling', 'is not', null)
			.execute();
		for (const { network } of desks) {
			const desk = await findAdDesk(ctx, network);
			if (desk) await tellDesk(ctx, desk);
		}
	},
);

async function tellDesk(ctx: Ctx, { network, desk, given }: OpenAdDesk): Promise<void> {
	const { rows } = await sql<Waiting>`
		select told.id, told.kind, told.key, told.occurred, told.amount, told.currency, told.tries,
			case when wish.ads is not null and wish.refused is null and person.suspended is null and person.erased is null
				then person.email::text end as email
		from publishing.conversion as told
		join membership.member as person on person.id = told.member
		left join membership.preference as wish on wish.member = person.id
		where told.network = ${network} and told.told is null and told.dropped is null
			and (told.next_try is null or told.next_try <= ${ctx.now})
		order by told.id limit ${perCall}`.execute(ctx.db);
	const oldest = ctx.now.getTime() - desk.oldest;
	const mute = rows.filter(({ email }) => email === null).map(({ id }) => id);
	const late = rows.filter(({ email, occurred }) => email !== null && occurred.getTime() < oldest).map(({ id }) => id);
	if (mute.length) await settle(ctx, { ids: mute, dropped: 'no-consent' });
	if (late.length) await settle(ctx, { ids: late, dropped: 'too-old' });
	const ready = rows.filter(({ id }) => !mute.includes(id) && !late.includes(id));
	if (!ready.length) return;
	const ids = ready.map(({ id }) => id);
	try {
		await desk.send(
			ctx,
			given,
			ready.map(({ key, kind, occurred, email, amount, currency }) => ({
				id: key,
				kind,
				occurred,
				email: email ?? '',
				...(amount !== null && currency !== null ? { value: { amount, currency } } : {}),
			})),
		);
		await settle(ctx, { ids });
	} catch (error) {
		const problem = asNetworkProblem(error);
		ctx.log.warn('what came of ads not told', { network, trouble: problem.trouble, ...problem.details });
		const tries = Math.max(...ready.map((one) => one.tries)) + 1;
		const again = (passes(problem) || problem.trouble === 'unknown-outcome') && tries < mostTries;
		if (again) await putOff(ctx, { ids, until: nextTry(ctx.now, tries, problem), trouble: problem.trouble });
		else await settle(ctx, { ids, dropped: problem.trouble });
	}
}

const settle = command(
	z.object({ ids: z.array(z.number()), dropped: z.string().optional() }),
	async (ctx, { ids, dropped }) => {
		await ctx.db
			.updateTable('publishing.conversion')
			.set(dropped ? { dropped: ctx.now, trouble: dropped } : { told: ctx.now, trouble: null })
			.where('id', 'in', ids)
			.where('told', 'is', null)
			.where('dropped', 'is', null)
			.execute();
	},
);

const putOff = command(
	z.object({ ids: z.array(z.number()), until: z.date(), trouble: z.string() }),
	async (ctx, { ids, until, trouble }) => {
		await ctx.db
			.updateTable('publishing.conversion')
			.set((eb) => ({ next_try: until, trouble, tries: eb('tries', '+', 1) }))
			.where('id', 'in', ids)
			.execute();
	},
);
