import { sql } from 'kysely';
import { maybe, the, type Keepsake } from '#platform/keepsake/keepsake.ts';
import { keepPeople } from '#membership/server/index.ts';
import { unpublishArticle } from '#content/server/commands/publish-article.ts';

/**
 * Which members alone read the whole of an article. Where their segment did not come (it was retired, say), nobody reads it rather than
 * everybody: the article is a draft again.
 */
const readers: Keepsake = {
	name: 'article-readers',
	file: 'article-readers',
	table: 'content.article',
	only: 't.deleted is null and t.segment is not null',
	columns: { id: the('article'), segment: maybe('segment') },
	stays: { '*': 'told by the article itself' },
	key: ['id'],
	order: ['created', 'id'],
	async write(ctx, rows) {
		const segments = rows.flatMap(({ segment }) => (typeof segment === 'number' ? [segment] : []));
		await keepPeople(ctx, [...new Set(segments)]);
		await sql`
			update content.article a set segment = given.segment
			from jsonb_populate_recordset(null::content.article, ${JSON.stringify(rows)}::text::jsonb) as given
			where a.id = given.id and a.access = 'members'`.execute(ctx.db);
		for (const { id, segment } of rows)
			if (typeof segment !== 'number') await unpublishArticle(ctx, { id: Number(id) });
	},
};

/** What comes back after segments did. */
export const readersKeepsakes = [readers];
