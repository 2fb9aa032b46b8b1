import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import type { Kind } from '#transfer/item.ts';

/** What became of an item in an earlier run, or earlier in this one. */
export interface KnownItem {
	/** The number in `article:12`. */
	id: number;
	digest: string;
	mark: string;
}

const key = (kind: string, foreign: string): string => `${kind} ${foreign}`;

/** What is known of the items of one batch, and of those that they name. */
export interface KnownItems {
	find(kind: Kind, foreign: string): KnownItem | undefined;
	/** Takes up what this batch brought; it is written with the batch. */
	keep(kind: Kind, foreign: string, item: KnownItem, carried?: Record<string, unknown>): void;
	kept(): { kind: Kind; foreign: string; item: KnownItem; carried: Record<string, unknown> | null }[];
}

/** Looks up many items in one question. */
export async function findKnown(
	ctx: Ctx,
	origin: string,
	wanted: readonly (readonly [Kind, string])[],
): Promise<KnownItems> {
	const known = new Map<string, KnownItem>();
	if (wanted.length) {
		const asked = [...new Map(wanted.map((one) => [key(...one), one])).values()];
		const { rows } = await sql<{ kind: Kind; foreign_id: string; home: string; digest: string; mark: string }>`
			select item.kind, item.foreign_id, item.home, item.digest, item.mark
			from unnest(${asked.map(([kind]) => kind)}::text[], ${asked.map(([, foreign]) => foreign)}::text[]) as asked (kind, foreign_id)
			join transfer.item item on item.origin = ${origin}::text and item.kind = asked.kind and item.foreign_id = asked.foreign_id`.execute(
			ctx.db,
		);
		for (const row of rows) {
			const id = Number(row.home.split(':')[1] ?? 0);
			known.set(key(row.kind, row.foreign_id), { id, digest: row.digest, mark: row.mark });
		}
	}
	const fresh = new Map<
		string,
		{ kind: Kind; foreign: string; item: KnownItem; carried: Record<string, unknown> | null }
	>();
	return {
		find: (kind, foreign) => known.get(key(kind, foreign)),
		keep(kind, foreign, item, carried) {
			known.set(key(kind, foreign), item);
			fresh.set(key(kind, foreign), { kind, foreign, item, carried: carried ?? null });
		},
		kept: () => [...fresh.values()],
	};
}

/** Writes what a batch brought. */
export async function writeKnown(ctx: Ctx, origin: string, run: number, known: KnownItems): Promise<void> {
	const rows = known.kept().map(({ kind, foreign, item, carried }) => ({
		kind,
		foreign,
		home: `${kind === 'person' ? 'member' : kind}:${item.id}`,
		digest: item.digest,
		mark: item.mark,
		carried,
	}));
	if (!rows.length) return;
	await sql`
		insert into transfer.item (origin, kind, foreign_id, home, digest, mark, carried, brought, run)
		select ${origin}::text, row.kind, row."foreign", row.home, row.digest, row.mark, nullif(row.carried, 'null'::jsonb), ${ctx.now}::timestamptz, ${run}::bigint
		from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
			as row (kind text, "foreign" text, home text, digest text, mark text, carried jsonb)
		on conflict (origin, kind, foreign_id) do update
			set home = excluded.home, digest = excluded.digest, mark = excluded.mark, carried = excluded.carried, brought = excluded.brought, run = excluded.run`.execute(
		ctx.db,
	);
}
