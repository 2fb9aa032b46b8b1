import type { Ctx } from '#platform/context/context.ts';
import { job } from '#platform/job/job.ts';
import { readPush } from '#notification/server/push/read-push.ts';
import { readTalkPush, writeTalkPush } from '#notification/server/push/talk-push.ts';
import { sendPush } from '#notification/server/push/send-push.ts';
import { forgetDevice, leavePush, settlePush } from '#notification/server/push/settle-push.ts';
import { takePushes, type TakenPush } from '#notification/server/push/take-pushes.ts';
import { writePush } from '#notification/server/push/write-push.ts';

/** Sent at a time, and in one run; what is left is due for the next. */
const [lanes, enough] = [8, 2000];

/**
 * Tells the devices of members what they were told on the site and have not read yet: when something comes due, and every minute
 * what had to wait. What may be told is asked right before it is sent.
 */
export const keepPushes = job(
	'notification.keep-pushes',
	{ every: '* * * * *', retries: 2, patient: true },
	async (ctx) => {
		const begun = performance.now();
		const later = (): Ctx => ({ ...ctx, now: new Date(ctx.now.getTime() + Math.round(performance.now() - begun)) });
		for (let count = 0; count < enough; count += lanes) {
			const { taken, waiting } = await takePushes(later(), { most: lanes });
			await Promise.all(taken.map((push) => send(later(), push, later)));
			if (!waiting) return;
		}
	},
);

async function send(ctx: Ctx, taken: TakenPush, later: () => Ctx): Promise<void> {
	const push = await (taken.talk === null ? readPush(ctx, taken.id) : readTalkPush(ctx, taken.id));
	if ('reason' in push) return push.reason === 'over' ? forgetDevice(ctx, taken.device) : leavePush(ctx, taken);
	const verdict = await sendPush(ctx, push, await ('talk' in push ? writeTalkPush(ctx, push) : writePush(ctx, push)));
	if (verdict.kind === 'refused') ctx.log.warn('push refused', { said: verdict.said });
	await settlePush(later(), taken, verdict, ctx.now);
}
