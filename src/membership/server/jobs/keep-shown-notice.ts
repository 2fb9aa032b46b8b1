import { locales } from '#platform/language/locale.ts';
import { command } from '#platform/context/command.ts';
import { reaction } from '#platform/job/job.ts';
import { z } from 'zod';
import { currentPrivacyNotice, keepNotice } from '#membership/server/notice.ts';

/** A page was published or changed: where the privacy notice reads differently now, its new version is kept. */
export const keepShownNotice = reaction(
	'membership.keep-shown-notice',
	['page.published', 'page.imported', 'page.changed'],
	(ctx) => keep(ctx, {}),
);

const keep = command(z.object({}), async (ctx) => {
	for (const wanted of locales) {
		const { slug, locale, title, body } = await currentPrivacyNotice(ctx, wanted);
		// The short notice is kept when somebody agrees to it.
		if (slug !== null && locale === wanted) await keepNotice(ctx, 'privacy', locale, { title, body });
	}
});
