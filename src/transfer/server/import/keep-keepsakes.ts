import { createHash } from 'node:crypto';
import type { Ctx } from '#platform/context/context.ts';
import type { Document } from '#platform/document/schema.ts';
import type { Field, Keepsake, Row } from '#platform/keepsake/keepsake.ts';
import { restoreRows } from '#platform/keepsake/restore-rows.ts';
import type { Kind } from '#transfer/item.ts';
import { keepsakeCalled } from '#transfer/known-keepsakes.ts';
import { lineName, namesOf } from '#transfer/keepsake-line.ts';
import type { Fate } from '#transfer/report.ts';
import type { Batch } from '#transfer/server/import/keep-batch.ts';
import type { KnownItems } from '#transfer/server/import/known-items.ts';
import type { Finding, PreparedKeepsake } from '#transfer/server/import/prepared.ts';
import { settleDocument } from '#transfer/server/import/settle-document.ts';

/** Kinds that are no keepsakes themselves. */
const others = new Set(['person', 'article', 'page', 'series', 'category', 'thread', 'comment']);

/** What else belonged to a house of our own kind, each as the room that keeps it says. */
export async function keepKeepsakes(
	ctx: Ctx,
	batch: Batch,
	known: KnownItems,
	tell: (kind: 'keepsake', fate: Fate) => void,
	findings: Finding[],
): Promise<void> {
	const all = batch.items.filter((one) => one.kind === 'keepsake');
	for (const [name, items] of Map.groupBy(all, (one) => one.item.name)) {
		const keepsake = keepsakeCalled(name);
		if (!keepsake) continue;
		const left = (one: PreparedKeepsake, code: string, lost = true): void => {
			findings.push({ kind: 'keepsake', id: one.item.id, title: one.item.id, lost, note: { code } });
			tell('keepsake', lost ? 'left' : 'held');
		};
		const ready: { one: PreparedKeepsake; row: Row; digest: string }[] = [];
		if (!items.some(({ item }) => known.find('keepsake', item.id))) await keepsake.prepare?.(ctx);
		const posts = await findPosts(ctx, keepsake, items);
		for (const one of items) {
			const digest = createHash('sha256').update(JSON.stringify(one.item.line)).digest('hex');
			if (known.find('keepsake', one.item.id)?.digest === digest) {
				tell('keepsake', 'same');
				continue;
			}
			const row = rowOf(
				keepsake,
				one,
				batch,
				(of, key) => (of === 'post' ? posts.get(key) : idOf(known, of, key)) ?? null,
			);
			const made = row && (keepsake.ready ? await keepsake.ready(ctx, row) : row);
			if (made) ready.push({ one, row: made, digest });
			else left(one, row ? 'history.refused' : 'history.homeless');
		}
		const became = await restoreRows(
			ctx,
			keepsake,
			ready.map(({ row }) => row),
		);
		became.forEach(({ fate, id }, place) => {
			const { one, digest } = ready[place] as (typeof ready)[number];
			known.keep('keepsake', one.item.id, { id, digest, mark: '' });
			if (fate === 'held') left(one, 'history.held', false);
			else tell('keepsake', fate);
		});
	}
}

const idOf = (known: KnownItems, of: string, name: string): number | undefined =>
	(others.has(of) ? known.find(of as Kind, name) : known.find('keepsake', `${of} ${name}`))?.id;

/** Posts are known by their keys alone. */
async function findPosts(
	ctx: Ctx,
	keepsake: Keepsake,
	items: readonly PreparedKeepsake[],
): Promise<Map<string, number>> {
	const keys = items.flatMap(({ item }) =>
		namesOf(keepsake, item.line).flatMap(([of, name]) => (of === 'post' ? [name] : [])),
	);
	if (!keys.length) return new Map();
	const rows = await ctx.db.selectFrom('publishing.post').select(['id', 'key']).where('key', 'in', keys).execute();
	return new Map(rows.map(({ id, key }) => [key, id]));
}

/** The row of a line, with the numbers of this house; null: what it belongs to did not come. */
function rowOf(
	{ columns }: Keepsake,
	{ item }: PreparedKeepsake,
	batch: Batch,
	known: (of: string, name: string) => number | null,
): Row | null {
	const find = (of: string, name: unknown): number | null =>
		of === 'picture' ? (batch.pictures.here.get(String(name))?.id ?? null) : known(of, String(name));
	const row: Row = {};
	for (const [column, field] of Object.entries(columns)) {
		const value = item.line[lineName(column)];
		if (value === undefined) continue;
		const here = value === null ? null : valueHere(field, value, find, batch);
		if (here === null && field.is === 'name' && field.else === 'homeless') return null;
		row[column] = here;
	}
	return row;
}

function valueHere(
	field: Field,
	value: unknown,
	find: (of: string, name: unknown) => number | null,
	batch: Batch,
): unknown {
	if (field.is === 'name') return find(field.of, value);
	if (field.is === 'names') return (value as unknown[]).flatMap((name) => find(field.of, name) ?? []);
	if (field.is === 'keyed')
		return Object.fromEntries(
			Object.entries(value as object).flatMap(([name, one]) => {
				const id = find(field.of, name);
				return id === null ? [] : [[String(id), one as unknown]];
			}),
		);
	return field.is === 'document' ? settleDocument(value as Document, batch, false) : value;
}
