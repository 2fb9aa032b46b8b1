import { sql, type RawBuilder } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import type { Kind } from '#transfer/item.ts';

/** What became of an item in an earlier run, or earlier in this one. */
export interface KnownItem {
	/** The number in `article:12`. */
	id: number;
	digest: string;
	mark: string;
}

/** What is known of the items of one batch, and of those that they name. */
export interface KnownItems {
	find(kind: Kind, foreign: string): KnownItem | undefined;
	/** Takes up what this batch brought; it is written with the batch. */
	keep(kind: Kind, foreign: string, item: KnownItem, carried?: Record<string, unknown>): void;
	kept(): Kept[];
}

interface Kept {
	kind: Kind;
	foreign: string;
	item: KnownItem;
	carried: Record<string, unknown> | null;
	/** It was looked for, and not known. */
	fresh: boolean;
}

/** Looks up many items, those of a kind in one question. */
export async function findKnown(
	ctx: Ctx,
	origin: string,
	wanted: readonly (readonly [Kind, string])[],
): Promise<KnownItems> {
	const asked = new Map<Kind, Set<string>>();
	for (const [kind, foreign] of wanted) within(asked, kind, () => new Set()).add(foreign);
	const known = new Map<Kind, Map<string, KnownItem>>();
	const answers = [...asked].map(async ([kind, names]) => known.set(kind, await findOfKind(ctx, origin, kind, names)));
	await Promise.all(answers);
	const kept = new Map<Kind, Map<string, Kept>>();
	const isFresh = (kind: Kind, foreign: string): boolean =>
		kept.get(kind)?.get(foreign)?.fresh ?? (asked.get(kind)?.has(foreign) === true && !known.get(kind)?.has(foreign));
	return {
		find: (kind, foreign) => known.get(kind)?.get(foreign),
		keep(kind, foreign, item, carried) {
			const one = { kind, foreign, item, carried: carried ?? null, fresh: isFresh(kind, foreign) };
			within(known, kind, () => new Map<string, KnownItem>()).set(foreign, item);
			within(kept, kind, () => new Map<string, Kept>()).set(foreign, one);
		},
		kept: () => [...kept.values()].flatMap((all) => [...all.values()]),
	};
}

async function findOfKind(
	ctx: Ctx,
	origin: string,
	kind: Kind,
	names: ReadonlySet<string>,
): Promise<Map<string, KnownItem>> {
	const { rows } = await sql<{ foreign: string; home: string; digest: string; mark: string }>`
		select item.foreign_id as "foreign", item.home, item.digest, item.mark
		from json_array_elements_text(${JSON.stringify([...names])}::text::json) as asked (name)
		join transfer.item item on item.origin = ${origin}::text and item.kind = ${kind}::text and item.foreign_id = asked.name`.execute(
		ctx.db,
	);
	return new Map(
		rows.map(({ foreign, home, digest, mark }) => [foreign, { id: Number(home.split(':')[1] ?? 0), digest, mark }]),
	);
}

/** Whether anything of this kind came from there before. */
export async function hasBrought(ctx: Ctx, origin: string, kind: Kind): Promise<boolean> {
	const { rows } = await sql`select from transfer.item where origin = ${origin} and kind = ${kind} limit 1`.execute(
		ctx.db,
	);
	return rows.length > 0;
}

/** What these were when they were brought: their name to their digest. */
export async function findDigests(
	ctx: Ctx,
	origin: string,
	kind: Kind,
	names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
	const found = await findOfKind(ctx, origin, kind, new Set(names));
	return new Map([...found].map(([name, { digest }]) => [name, digest]));
}

/** What a map has for a key, made where it has nothing yet. */
function within<K, V>(map: Map<K, V>, key: K, make: () => V): V {
	const found = map.get(key) ?? make();
	map.set(key, found);
	return found;
}

/** Writes what a batch brought. What is fresh is looked for no second time: had it come meanwhile, the primary key would say so. */
export async function writeKnown(ctx: Ctx, origin: string, run: number, known: KnownItems): Promise<void> {
	const { fresh = [], others = [] } = Object.groupBy(known.kept(), (one) => (one.fresh ? 'fresh' : 'others'));
	if (fresh.length) await insertItems(ctx, origin, run, fresh).execute(ctx.db);
	if (others.length)
		await sql`
			${insertItems(ctx, origin, run, others)}
			on conflict (origin, kind, foreign_id) do update
				set home = excluded.home, digest = excluded.digest, mark = excluded.mark, carried = excluded.carried, brought = excluded.brought, run = excluded.run`.execute(
			ctx.db,
		);
}

function insertItems(ctx: Ctx, origin: string, run: number, kept: readonly Kept[]): RawBuilder<unknown> {
	const rows = kept.map(({ kind, foreign, item, carried }) => ({
		kind,
		foreign,
		home: `${kind === 'person' ? 'member' : kind}:${item.id}`,
		digest: item.digest,
		mark: item.mark || undefined,
		carried: carried ?? undefined,
	}));
	return sql`
		insert into transfer.item (origin, kind, foreign_id, home, digest, mark, carried, brought, run)
		select ${origin}::text, row.kind, row."foreign", row.home, row.digest, coalesce(row.mark, ''), row.carried, ${ctx.now}::timestamptz, ${run}::bigint
		from json_to_recordset(${JSON.stringify(rows)}::text::json)
			as row (kind text, "foreign" text, home text, digest text, mark text, carried jsonb)`;
}
