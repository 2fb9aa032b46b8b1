import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import type { NoticeText } from '#membership/consent.ts';
import { currentPrivacyNotice, noticeHash } from '#membership/server/notice.ts';

/** What a person is told before they join: the text, the hash that names it, and the page where it stands, if it does. */
export const readNotice = query(
	z.object({}).prefault({}),
	async (ctx): Promise<NoticeText & { hash: string; path: string | null; locale: string }> => {
		const { slug, locale, ...text } = await currentPrivacyNotice(ctx);
		return { ...text, locale, hash: noticeHash(text), path: slug === null ? null : `/${encodeURIComponent(slug)}` };
	},
);
