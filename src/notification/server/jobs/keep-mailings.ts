import type { Ctx, SiteHandle } from '#platform/context/context.ts';
import { job } from '#platform/job/job.ts';
import { workerName } from '#platform/worker-name.ts';
import { finishMailing, skipRest, waitForServer } from '#notification/server/commands/end-mailing.ts';
import { noteDoubt, startMailing } from '#notification/server/commands/start-mailing.ts';
import type { FixedLetter } from '#notification/server/letter/letter.ts';
import type { Pace } from '#notification/server/sending/pace.ts';
import { leaveOffice, takeOffice } from '#notification/server/sending/post-office.ts';
import { sendMailing } from '#notification/server/sending/send-mailing.ts';

/** What this process sends, by site. It outlives the job that began it, so that the queue goes on meanwhile. */
const atWork = new WeakMap<SiteHandle, { stop: AbortController; done: Promise<void> }>();

/** Every minute, and when one was ordered: sends mailings whose time has come, or that a process that died left. */
export const keepMailings = job('notification.keep-mailings', { every: '* * * * *', retries: 0 }, async (ctx) => {
	if (atWork.has(ctx.site) || !ctx.settings.smtpUrl || !(await findDue(ctx))) return;
	const worker = workerName();
	const pace = await takeOffice(ctx, { worker });
	if (!pace) return;
	const stop = new AbortController();
	const done = sendAll(ctx, worker, pace, stop.signal)
		.catch((error: unknown) => ctx.log.error('mailing broke off', { error }))
		.then(() => leaveOffice(ctx, { worker }))
		.catch((error: unknown) => ctx.log.error('post office not left', { error }))
		.finally(() => atWork.delete(ctx.site));
	atWork.set(ctx.site, { stop, done });
});

/** Waits for what this process sends. */
export const waitForMailings = async (site: SiteHandle): Promise<void> => atWork.get(site)?.done;

/** Lets go of what is being sent because the process ends; another goes on with it. */
export async function letGoOfMailings(site: SiteHandle): Promise<void> {
	const work = atWork.get(site);
	work?.stop.abort();
	await work?.done;
}

/** The mailing whose turn it is, or null. */
async function findDue(ctx: Ctx) {
	const row = await ctx.db
		.selectFrom('notification.mailing')
		.select(['id', 'started', 'stopped'])
		.where('scheduled', '<=', ctx.now)
		.where('done', 'is', null)
		.where((eb) =>
			eb.or([
				// A stopped one has only to be brought to its end.
				eb('stopped', 'is not', null),
				eb.and([eb('paused', 'is', null), eb.or([eb('resumes', 'is', null), eb('resumes', '<=', ctx.now)])]),
			]),
		)
		.orderBy('scheduled')
		.orderBy('id')
		.limit(1)
		.executeTakeFirst();
	return row ?? null;
}

async function sendAll(ctx: Ctx, worker: string, pace: Pace, signal: AbortSignal): Promise<void> {
	const begun = performance.now();
	const later = (): Ctx => ({ ...ctx, now: new Date(ctx.now.getTime() + Math.round(performance.now() - begun)) });
	const seen = new Set<number>();
	for (;;) {
		const due = await findDue(later());
		// One that waits for another try of some receivers comes again with the next minute.
		if (!due || signal.aborted || (seen.has(due.id) && !due.stopped)) return;
		seen.add(due.id);
		if (!due.started && !(await startMailing(later(), { mailing: due.id }))) continue;
		await sendOne(later, due.id, worker, pace, signal);
	}
}

async function sendOne(
	later: () => Ctx,
	mailing: number,
	worker: string,
	pace: Pace,
	signal: AbortSignal,
): Promise<void> {
	const ctx = later();
	const doubtful = await noteDoubt(ctx, { mailing });
	if (doubtful) ctx.log.warn('mailing goes on after a process died', { mailing, doubtful });
	const { letter, stopped } = await ctx.db
		.selectFrom('notification.mailing')
		.select(['letter', 'stopped'])
		.where('id', '=', mailing)
		.executeTakeFirstOrThrow();
	if (stopped) {
		await skipRest(ctx, { mailing });
		await finishMailing(ctx, { mailing });
		return;
	}
	const { smtpUrl } = ctx.settings;
	if (!smtpUrl || !letter) return;
	const fixed = letter as unknown as FixedLetter;
	const ended = await sendMailing(ctx, { mailing, worker, smtpUrl, letter: fixed, pace, signal });
	if (ended.kind === 'through') await finishMailing(later(), { mailing });
	if (ended.kind === 'server' || ended.kind === 'refused') {
		ctx.log.warn('mail server does not take the mailing', { mailing, said: ended.said });
		await waitForServer(later(), { mailing, trouble: ended.kind, said: ended.said });
	}
}
