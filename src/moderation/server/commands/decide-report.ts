import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { removePortrait } from '#media/server/index.ts';
import { maySilence, maySuspend } from '#membership/policy.ts';
import { clearProfile, showProfile } from '#membership/server/index.ts';
import { reportDecided, reportOpened, reportThing } from '#moderation/events.ts';
import { mayDecideReport } from '#moderation/policy.ts';
import { reportVerdicts } from '#moderation/report.ts';
import { reasons, silentUntil, suspendedUntil } from '#moderation/rules.ts';
import { idField, wordsField } from '#moderation/server/commands/flag-comment.ts';
import { watchedIn } from '#moderation/server/judge-said.ts';
import { takeMeasure } from '#moderation/server/take-measure.ts';
import { tellOfMeasure } from '#moderation/server/tell-of-order.ts';

/**
 * Looks at what was handed over. That is written down with who did, every time; whoever handed it over sees that it was looked at. Throws
 * Problem `report.not-found`.
 */
export const openReport = command(z.object({ report: idField }), async (ctx, { report }) => {
	const found = await load(ctx, report);
	authorize(ctx.actor, 'report.open', mayDecideReport, found);
	await ctx.db
		.updateTable('moderation.report')
		.set({ opened: ctx.now, opened_by: memberOf(ctx.actor) })
		.where('id', '=', report)
		.where('opened', 'is', null)
		.execute();
	ctx.record({ name: reportOpened, about: reportThing(report), data: { report } });
	return { report };
});

export const DecideReport = z.object({
	report: idField,
	verdict: z.enum(reportVerdicts, 'missing'),
	/** Told to the author, and published without anybody's name; needed for everything but to keep. */
	reason: z.enum(reasons).nullish(),
	words: wordsField,
});

/**
 * Decides about a private message that was looked at, or about somebody's own page. A message stays where it is, what somebody said of themselves goes with their picture; its author may be warned, silenced or shut out, and is told
 * by mail why and how to object. Safe to run twice. Throws Problem `report.not-found`, `report.unopened`, `decision.meanwhile`,
 * `decision.no-author`, and `reason: missing`, `words: missing`.
 */
export const decideReport = command(DecideReport, async (ctx, { report, verdict, words, ...input }) => {
	const found = await load(ctx, report);
	authorize(ctx.actor, 'report.decide', mayDecideReport, found);
	const reason = verdict === 'keep' ? null : (input.reason ?? null);
	if (verdict !== 'keep' && !reason) throw invalidInput([{ path: 'reason', key: 'missing' }]);
	if (reason === 'other' && !words) throw invalidInput([{ path: 'words', key: 'missing' }]);
	if (found.verdict === verdict) return { report };
	if (found.verdict) throw new Problem('decision.meanwhile', 409);
	if (!found.opened) throw new Problem('report.unopened', 409);
	if (reason && verdict !== 'keep') {
		if (found.author === null || found.role === null) throw new Problem('decision.no-author', 409);
		const [action, may] =
			verdict === 'suspend' ? (['member.suspend', maySuspend] as const) : (['member.silence', maySilence] as const);
		authorize(ctx.actor, action, may, { id: found.author, role: found.role });
		const about = found.about as 'message' | 'profile';
		if (about === 'profile') {
			const watched = async (text: string | null) =>
				found.held_for.length > 0 && (await watchedIn(ctx, text ?? '')).length > 0;
			const [name, handle] = [await watched(found.name), await watched(found.handle)];
			await clearProfile(ctx, { member: found.author, name, handle });
			await removePortrait(ctx, { member: found.author });
		}
		await measure(ctx, { member: found.author, verdict, reason, words, about });
	}
	await ctx.db
		.updateTable('moderation.report')
		.set({ verdict, decided: ctx.now, decided_by: memberOf(ctx.actor) })
		.where('id', '=', report)
		.execute();
	if (verdict === 'keep' && found.held_for.length && found.author !== null && found.role !== null)
		await showProfile(ctx, { member: found.author });
	ctx.record({ name: reportDecided, about: reportThing(report), data: { report, verdict } });
	return { report };
});

async function load(ctx: Ctx, report: number) {
	const found = await ctx.db
		.selectFrom('moderation.report as r')
		.leftJoin('membership.member as m', (join) => join.onRef('m.id', '=', 'r.author').on('m.erased', 'is', null))
		.select(['r.id', 'r.about', 'r.author', 'r.opened', 'r.verdict', 'm.role', 'm.name', 'm.handle', 'r.held_for'])
		.where('r.id', '=', report)
		.forUpdate('r')
		.executeTakeFirst();
	if (!found) throw notFound('report');
	return found;
}

async function measure(
	ctx: Ctx,
	{
		member,
		verdict,
		reason,
		words,
		about,
	}: {
		member: number;
		verdict: 'warn' | 'silence' | 'suspend';
		reason: (typeof reasons)[number];
		words: string;
		about: 'message' | 'profile';
	},
): Promise<void> {
	const kind = { warn: 'warning', silence: 'silence', suspend: 'suspension' } as const;
	const { count } = await ctx.db
		.selectFrom('moderation.measure')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('member', '=', member)
		.where('kind', '=', kind[verdict])
		.where('lifted', 'is', null)
		.executeTakeFirstOrThrow();
	const before = Number(count);
	const until =
		verdict === 'silence'
			? silentUntil(before, ctx.now)
			: verdict === 'suspend'
				? suspendedUntil(before, ctx.now)
				: null;
	const taken = { member, kind: kind[verdict], decision: null, about, reason, words, until };
	const id = await takeMeasure(ctx, taken);
	// Where a comment was taken away its page tells of a warning; here nothing was, so a letter does.
	if (verdict === 'warn') await tellOfMeasure(ctx, { ...taken, id });
}
