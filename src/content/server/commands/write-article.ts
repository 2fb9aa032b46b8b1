import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { tagName } from '#community/tag.ts';
import { keptPlace } from '#content/kept-draft.ts';
import { slugStyles } from '#content/slug.ts';
import { saveArticle } from '#content/server/save-article.ts';

export const WriteArticle = z.object({
	/** Absent: a new draft. */
	id: z.coerce.number().int().positive().optional(),
	/** The version that was read; a newer one in the database refuses the save. */
	version: z.coerce.number().int().positive().optional(),
	title: z.string().trim().min(1, 'missing').max(150, 'too-long'),
	body: z.unknown(),
	slug: z.string().trim().max(150, 'too-long').optional(),
	/** Has the address made anew, whatever `slug` says. Absent: a new article without one follows the site's style. */
	slugStyle: z.enum(slugStyles).optional(),
	excerpt: z.string().trim().max(300, 'too-long').optional(),
	tags: z.array(tagName).max(12, 'too-long').optional(),
	locale: z.enum(['zh-TW', 'en']).optional(),
	access: z.enum(['public', 'members']).optional(),
	/** Of one for members: only those of this segment read the whole; null: all of them. Absent: as it was. */
	segment: z.coerce.number().int().positive().nullish(),
	/** Whose article it is; editors may write for others. Default: who writes. */
	author: z.number().int().positive().optional(),
	/** All whose names it carries, the first first; instead of `author`. */
	authors: z.array(z.coerce.number().int().positive()).max(8, 'too-long').optional(),
	/** The series that it belongs to; null takes it out. */
	series: z.coerce.number().int().positive().nullish(),
	/** Its place in the series, from 1. */
	seriesPosition: z.coerce.number().int().positive().max(10_000).nullish(),
	/** The picture of its text that stands for it in lists; null: the first. Absent: as it was. */
	cover: z.coerce.number().int().positive().nullish(),
	/** Where the editor had kept what is saved now; it is kept no longer. What was kept but not looked at stays. */
	kept: keptPlace.optional(),
});

/** Writes an article: begins a draft, or changes one; a published article changes for its readers at once. */
export const writeArticle = command(WriteArticle, (ctx, input) => saveArticle(ctx, input));
