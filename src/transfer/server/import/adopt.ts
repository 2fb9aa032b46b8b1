import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import type { Kind } from '#transfer/item.ts';
import type { KnownItem, KnownItems } from '#transfer/server/import/known-items.ts';
import type { Prepared } from '#transfer/server/import/prepared.ts';

/** The digest of something that was here before it was brought: whatever is brought, it is the same. */
const adopted = '*';

/** True where what was brought before is what is brought now. */
export const isSame = (before: KnownItem, digest: string): boolean =>
	before.digest === digest || before.digest === adopted;

/**
 * An export that comes back to the house that it was made in: what is there under its address or number since the same
 * moment is it. So nothing doubles there either, and what is there is left as it is.
 */
export async function adopt(ctx: Ctx, items: readonly Prepared[], known: KnownItems): Promise<void> {
	const asked: { kind: Kind; id: string; key?: string; number?: number; at: Date }[] = [];
	for (const one of items) {
		if (one.kind === 'article' || one.kind === 'page') {
			if (one.item.former) asked.push({ kind: one.kind, id: one.item.id, key: one.slug, at: one.item.former.created });
		} else if (one.kind === 'person') {
			if (one.item.former && one.item.joined)
				asked.push({ kind: 'person', id: one.item.id, key: one.item.former.handle, at: one.item.joined });
		} else if (one.kind === 'thread' && one.item.number)
			asked.push({ kind: 'thread', id: one.item.id, number: one.item.number, at: one.item.opened });
		else if (one.kind === 'comment' && one.item.former)
			asked.push({ kind: 'comment', id: one.item.id, number: one.item.former.number, at: one.item.posted });
	}
	const fresh = asked.filter(({ kind, id }) => !known.find(kind, id));
	if (!fresh.length) return;
	const { rows } = await sql<{ kind: Kind; foreign: string; id: number }>`
		with asked as (
			select * from jsonb_to_recordset(${JSON.stringify(fresh)}::text::jsonb) as asked (kind text, id text, key text, number bigint, at timestamptz)
		)
		select asked.kind, asked.id as "foreign", found.id from asked cross join lateral (
			select id from content.article where asked.kind = 'article' and slug = asked.key and created = asked.at
			union all select id from content.page where asked.kind = 'page' and slug = asked.key and created = asked.at
			union all select id from membership.member where asked.kind = 'person' and handle = asked.key::citext and joined = asked.at
			union all select id from community.thread
				where asked.kind = 'thread' and id = asked.number and opened = asked.at
			union all select id from community.comment
				where asked.kind = 'comment' and id = asked.number and posted = asked.at
		) as found`.execute(ctx.db);
	for (const { kind, foreign, id } of rows) known.keep(kind, foreign, { id: Number(id), digest: adopted, mark: '' });
}
