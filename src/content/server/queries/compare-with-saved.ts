import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { mayChange } from '#content/policy.ts';
import { compareVersions } from '#content/server/queries/read-revision.ts';
import { readDocument } from '#content/server/render-body.ts';

const CompareWithSaved = z.object({
	article: z.coerce.number().int().positive(),
	title: z.string(),
	slug: z.string().optional(),
	excerpt: z.string().optional(),
	tags: z.array(z.string()).optional(),
	body: z.unknown(),
});

/** How what somebody typed differs from what is saved now (theirs → mine), and who saved that. */
export const compareWithSaved = query(CompareWithSaved, async (ctx, { article: id, ...typed }) => {
	const saved = await ctx.db
		.selectFrom('content.article as article')
		.leftJoin('content.revision as revision', (join) =>
			join.onRef('revision.article', '=', 'article.id').onRef('revision.number', '=', 'article.version'),
		)
		.leftJoin('membership.member as by', 'by.id', 'revision.kept_by')
		.select(['article.author', 'article.version', 'article.title', 'article.slug', 'article.excerpt', 'article.body'])
		.select(['article.tags', 'article.locale', 'article.access', 'article.changed', 'by.name as by'])
		.where('article.id', '=', id)
		.executeTakeFirst();
	if (!saved) throw notFound('article');
	authorize(ctx.actor, 'article.write', mayChange, saved);
	const mine = {
		...saved,
		title: typed.title,
		// An empty field means: as it is made.
		slug: typed.slug || saved.slug,
		excerpt: typed.excerpt || saved.excerpt,
		tags: typed.tags ?? saved.tags,
		body: readDocument(typed.body),
	};
	return {
		version: saved.version,
		by: saved.by,
		changed: saved.changed,
		difference: compareVersions(saved, mine),
	};
});
