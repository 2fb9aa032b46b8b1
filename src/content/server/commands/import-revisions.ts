import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { locales } from '#platform/language/locale.ts';
import { articleThing } from '#content/article.ts';
import { revisionImported } from '#content/events.ts';
import { mayImport } from '#content/policy.ts';
import { readDocument } from '#content/server/render-body.ts';

const id = z.number().int().positive();
const ImportedRevision = z.object({
	article: id,
	number: z.number().int().positive(),
	title: z.string().max(500),
	slug: z.string().max(300),
	excerpt: z.string().max(2_000),
	body: z.unknown().transform(readDocument),
	tags: z.array(z.string().max(100)),
	locale: z.enum(locales),
	access: z.enum(['public', 'members']),
	kept: z.date(),
	keptBy: id.nullable(),
	published: z.date().nullable(),
	restored: z.number().int().positive().nullable(),
	authors: z.array(id),
	series: id.nullable(),
	seriesPosition: z.number().int().positive().nullable(),
});

/**
 * Brings former versions of articles home, many at once. The present one was kept when its article came: it gets the time
 * and the name that it had. Where another version is kept under a number, that one stays. Returns what became of each.
 * Throws Problem `document.*`.
 */
export const importRevisions = command(
	z.object({ revisions: z.array(ImportedRevision) }),
	async (ctx, { revisions }): Promise<('fresh' | 'same' | 'held')[]> => {
		authorize(ctx.actor, 'article.import', mayImport, null);
		if (!revisions.length) return [];
		const json = JSON.stringify(revisions.map((revision, place) => ({ ...revision, place })));
		const { rows } = await sql<{ place: number; fate: 'fresh' | 'same' | 'held'; article: number }>`
			with given as (
				select given.*, case
					when old.article is null then 'fresh'
					when old.kept = given.kept and old.title = given.title then 'same'
					when old.title = given.title and old.body = given.body then 'fresh'
					else 'held' end as fate
				from jsonb_to_recordset(${json}::text::jsonb) as given (place int, article bigint, number int, title text, slug text,
					excerpt text, body jsonb, tags text[], locale text, access text, kept timestamptz, "keptBy" bigint,
					published timestamptz, restored int, authors bigint[], series bigint, "seriesPosition" int)
				left join content.revision old on old.article = given.article and old.number = given.number
			), written as (
				insert into content.revision (article, number, title, slug, excerpt, body, tags, locale, access, kept, kept_by,
					published, restored, authors, series, series_position)
				select article, number, title, slug, excerpt, body, tags, locale, access, kept, "keptBy", published, restored, authors,
					series, "seriesPosition"
				from given where fate = 'fresh'
				on conflict (article, number) do update set kept = excluded.kept, kept_by = excluded.kept_by,
					published = excluded.published, restored = excluded.restored
			)
			select place, fate, article from given`.execute(ctx.db);
		const articles = new Set(rows.filter(({ fate }) => fate === 'fresh').map(({ article }) => Number(article)));
		for (const article of articles)
			ctx.record({ name: revisionImported, about: articleThing(article), data: { article } });
		const fates = new Map(rows.map(({ place, fate }) => [place, fate]));
		return revisions.map((_, place) => fates.get(place) ?? 'same');
	},
);
