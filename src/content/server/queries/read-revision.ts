import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import { compareBlocks, compareText, type ComparedBlock, type Piece } from '#platform/document/difference.ts';
import { mayChange } from '#content/policy.ts';
import { blockLines } from '#content/server/block-lines.ts';
import { findWritten } from '#content/server/find-written.ts';
import { renderBody } from '#content/server/render-body.ts';

/** How two versions of an article differ: its fields that do, by name, and its text. */
export interface ArticleDifference {
	fields: { field: ComparedField; pieces: Piece[] }[];
	blocks: ComparedBlock[];
}

const comparedFields = ['title', 'slug', 'excerpt', 'tags', 'locale', 'access', 'authors', 'series'] as const;
export type ComparedField = (typeof comparedFields)[number];
type Named = 'authors' | 'series';
/** Names of the authors, and the series with the place in it, are compared as people read them. */
type Version = Record<Exclude<ComparedField, 'tags' | Named>, string> & { tags: string[]; body: unknown } & {
	named?: Record<Named, string>;
};

/** Compares two versions of an article. */
export function compareVersions(before: Version, after: Version): ArticleDifference {
	const text = (version: Version, field: ComparedField) => {
		if (field === 'authors' || field === 'series') return version.named?.[field] ?? '';
		return field === 'tags' ? version.tags.join('、') : version[field];
	};
	return {
		fields: comparedFields
			.filter((field) => text(before, field) !== text(after, field))
			.map((field) => ({ field, pieces: compareText(text(before, field), text(after, field)) })),
		blocks: compareBlocks(blockLines(before.body), blockLines(after.body)),
	};
}

const ReadRevision = z.object({
	article: z.coerce.number().int().positive(),
	number: z.coerce.number().int().positive(),
	/** The revision to compare with. Default: the one before it. */
	with: z.coerce.number().int().positive().optional(),
});

/** One revision and how it differs from another. Throws Problem `revision.not-found`. */
export const readRevision = query(ReadRevision, async (ctx, { article: id, number, with: other }) => {
	const article = await findWritten(ctx, id);
	authorize(ctx.actor, 'article.write', mayChange, article);
	const revision = await findRevision(ctx, id, number, '=');
	if (!revision) throw notFound('revision');
	const compared = other ? await findRevision(ctx, id, other, '=') : await findRevision(ctx, id, number, '<');
	if (other && !compared) throw notFound('revision');
	return {
		article,
		revision,
		html: (await renderBody(ctx, revision.body, revision.locale as 'zh-TW' | 'en')).body_html,
		compared: compared ? { number: compared.number, kept: compared.kept, by: compared.by } : null,
		difference: compared ? compareVersions(compared, revision) : null,
	};
});

const findRevision = (ctx: Ctx, article: number, number: number, relation: '=' | '<') =>
	ctx.db
		.selectFrom('content.revision as revision')
		.leftJoin('membership.member as member', 'member.id', 'revision.kept_by')
		.selectAll('revision')
		.select('member.name as by')
		.select(
			sql<Record<Named, string>>`json_build_object(
				'authors', coalesce((
					select string_agg(who.name, '、' order by wrote.place)
					from unnest(revision.authors) with ordinality as wrote (id, place) join membership.member who on who.id = wrote.id
				), ''),
				'series', coalesce((
					select series.title || coalesce(' ' || revision.series_position, '') from content.series where series.id = revision.series
				), '')
			)`.as('named'),
		)
		.where('revision.article', '=', article)
		.where('revision.number', relation, number)
		.orderBy('revision.number', 'desc')
		.limit(1)
		.executeTakeFirst();
