import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { linkAddress } from '#platform/document/address.ts';
import { mayArrangeSite } from '#site/policy.ts';
import { turnAnnouncement } from '#site/server/jobs/turn-announcement.ts';

export const ChangeAnnouncement = z.object({
	/** Empty in both languages: nothing is announced. */
	text: z.string().trim().max(120, 'too-long').default(''),
	textEn: z.string().trim().max(200, 'too-long').default(''),
	link: z
		.string()
		.trim()
		.max(500, 'too-long')
		.default('')
		.refine((to) => to === '' || (linkAddress(to) === to && /^(?:\/|https:)/.test(to)), 'menu-address'),
	starts: z.coerce.date().nullish(),
	ends: z.coerce.date().nullish(),
});

/** Says something above every page, at once or in its time; whoever waved the former one away sees this one. */
export const changeAnnouncement = command(ChangeAnnouncement, async (ctx, { text, textEn, link, ...times }) => {
	authorize(ctx.actor, 'site.arrange', mayArrangeSite, null);
	const [starts, ends] = [times.starts ?? null, times.ends ?? null];
	if (ends && ends <= (starts ?? ctx.now)) throw invalidInput([{ path: 'ends', key: 'ends-before' }]);
	const { version } = await ctx.db
		.updateTable('site.announcement')
		.set({ text, text_en: textEn, link, starts, ends, changed: ctx.now, version: sql`version + 1` })
		.returning('version')
		.executeTakeFirstOrThrow();
	// Pages that are kept change at the moment itself.
	for (const after of [starts, ends]) if (after && after > ctx.now) ctx.queue(turnAnnouncement, { version }, { after });
	ctx.record({ name: 'announcement.changed', about: 'site', data: { version } });
	return { version };
});
