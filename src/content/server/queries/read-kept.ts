import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Document } from '#platform/document/schema.ts';
import { toMarkdown } from '#platform/document/to-markdown.ts';
import { keptPlace, type KeptDraft } from '#content/kept-draft.ts';
import { mayWrite } from '#content/policy.ts';

/** What the actor typed at a place and has not saved; null when there is nothing. */
export const readKept = query(z.object({ place: keptPlace }), async (ctx, { place }): Promise<KeptDraft | null> => {
	authorize(ctx.actor, 'article.write', mayWrite, null);
	if (ctx.actor.kind !== 'member') return null;
	const row = await ctx.db
		.selectFrom('content.kept_draft')
		.select(['place', 'article', 'version', 'fields', 'body', 'kept'])
		.where('member', '=', ctx.actor.member)
		.where('place', '=', place)
		.executeTakeFirst();
	if (!row) return null;
	return { ...row, fields: row.fields as Record<string, string>, markdown: toMarkdown(row.body as Document) };
});

/** New articles (or pages) that the actor began and never saved, latest first. */
export const listBegun = query(z.object({ pages: z.boolean().default(false) }), async (ctx, { pages }) => {
	authorize(ctx.actor, 'article.write', mayWrite, null);
	if (ctx.actor.kind !== 'member') return [];
	const rows = await ctx.db
		.selectFrom('content.kept_draft')
		.select(['place', 'fields', 'kept'])
		.where('member', '=', ctx.actor.member)
		.where('place', 'like', pages ? 'new-page:%' : 'new:%')
		.orderBy('kept', 'desc')
		.execute();
	return rows.map(({ place, fields, kept }) => ({
		place,
		title: (fields as Record<string, string>)['title'] ?? '',
		kept,
	}));
});
