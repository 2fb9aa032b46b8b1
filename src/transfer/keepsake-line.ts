import { z } from 'zod';
import type { Field, Keepsake } from '#platform/keepsake/keepsake.ts';

/** Where its list lies in an export. */
export const keepsakeFile = ({ file }: Keepsake): string => `${file}.ndjson`;

/** A column as a line calls it: `read_by` is `readBy`. */
export const lineName = (column: string): string =>
	column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

export type Line = Record<string, unknown>;

const longest = 1_000_000;
const text = z.string().max(longest);
const name = z.union([z.string().min(1).max(500), z.number().int()]);
const schemas: Record<Field['is'], z.ZodType> = {
	text,
	number: z.number(),
	yes: z.boolean(),
	words: z.array(text).max(10_000),
	anything: z.json(),
	time: z.iso.datetime(),
	document: z.record(z.string(), z.unknown()),
	name,
	names: z.array(name).max(10_000),
	keyed: z.record(z.string(), z.json()),
};

/** What a line of this list looks like. What a later version added may be missing. */
export const lineSchema = ({ columns }: Keepsake): z.ZodType<Line> =>
	z.object(
		Object.fromEntries(
			Object.entries(columns).map(([column, { is }]) => [lineName(column), schemas[is].nullable().optional()]),
		),
	);

/** The name of a line among all of an old place: what kind of thing, and what tells it from others of its list. */
export const lineId = ({ name: kind, key }: Keepsake, line: Line): string =>
	[kind, ...key.map((column) => String(line[lineName(column)] ?? ''))].join(' ').slice(0, 1000);

/** What a line names: `[kind, name]`. */
export function namesOf({ columns }: Keepsake, line: Line): [string, string][] {
	return Object.entries(columns).flatMap(([column, field]): [string, string][] => {
		const value = line[lineName(column)];
		if (value === null || value === undefined) return [];
		if (field.is === 'name') return [[field.of, String(value)]];
		if (field.is === 'names') return (value as unknown[]).map((one) => [field.of, String(one)]);
		if (field.is === 'keyed') return Object.keys(value).map((one) => [field.of, one]);
		return [];
	});
}
