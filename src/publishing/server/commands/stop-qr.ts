import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { qrResumed, qrStopped } from '#publishing/events.ts';
import { mayChangeQr } from '#publishing/policy.ts';
import { findQrForUpdate } from '#publishing/server/find-qr-for-update.ts';

const Which = z.object({ id: z.coerce.number().int().positive() });

/** Switches a code off: whoever scans it reads that it has ended. Twice is once. Throws Problem `qr.not-found`. */
export const stopQr = command(Which, async (ctx, { id }) => {
	const link = await findQrForUpdate(ctx, id);
	authorize(ctx.actor, 'qr.change', mayChangeQr, link);
	if (link.stopped) return { id };
	await ctx.db
		.updateTable('publishing.link')
		.set({ stopped: ctx.now, stopped_by: memberOf(ctx.actor) })
		.where('id', '=', id)
		.execute();
	ctx.record({ name: qrStopped, about: `link:${id}`, data: { link: id } });
	return { id };
});

/** Lets a code lead on again. Twice is once. Throws Problem `qr.not-found`. */
export const resumeQr = command(Which, async (ctx, { id }) => {
	const link = await findQrForUpdate(ctx, id);
	authorize(ctx.actor, 'qr.change', mayChangeQr, link);
	if (!link.stopped) return { id };
	await ctx.db.updateTable('publishing.link').set({ stopped: null, stopped_by: null }).where('id', '=', id).execute();
	ctx.record({ name: qrResumed, about: `link:${id}`, data: { link: id } });
	return { id };
});
