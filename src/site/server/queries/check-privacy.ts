import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import { listPages, readPageDraft } from '#content/server/index.ts';
import { findNoticeItems } from '#site/notice-items.ts';
import { readContact } from '#site/server/queries/read-contact.ts';

/** What the published privacy pages say of the six items, for those who write pages; empty where none is published. */
export const checkPrivacy = query(z.object({}), async (ctx) => {
	const contact = await readContact(ctx, {});
	const pages = await listPages(ctx, { role: 'privacy' });
	return Promise.all(
		pages.map(async ({ id, title, locale }) => {
			const { text } = await readPageDraft(ctx, { id });
			return { id, title, locale, findings: findNoticeItems(text, contact) };
		}),
	);
});
