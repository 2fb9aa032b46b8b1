import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayArrangeSite } from '#site/policy.ts';

/** The announcement as it is written, also before and after its time, for those who write it. */
export const readAnnouncement = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'site.arrange', mayArrangeSite, null);
	const row = await ctx.db.selectFrom('site.announcement').selectAll().executeTakeFirstOrThrow();
	const said = row.text !== '' || row.text_en !== '';
	const shown = said && (!row.starts || row.starts <= ctx.now) && (!row.ends || row.ends > ctx.now);
	return {
		text: row.text,
		textEn: row.text_en,
		link: row.link,
		starts: row.starts,
		ends: row.ends,
		state: !said
			? ('none' as const)
			: shown
				? ('shown' as const)
				: row.ends && row.ends <= ctx.now
					? ('over' as const)
					: ('ahead' as const),
	};
});
