import type { Ctx } from '#platform/context/context.ts';

/** How a column is told in an export, and read back from it. What may be null is said by the table itself. */
export type Field =
	| { is: 'text' | 'number' | 'yes' | 'words' | 'anything' | 'time' | 'document' }
	/** The number of something else, told by its name: `person` by their handle. `else`: without it, `nothing` is written, or the row does not come. */
	| { is: 'name'; of: string; else: 'nothing' | 'homeless' }
	/** Several of them. */
	| { is: 'names'; of: string }
	/** An object whose keys are such numbers. */
	| { is: 'keyed'; of: string };

export const text: Field = { is: 'text' };
export const number: Field = { is: 'number' };
/** True or false. */
export const yes: Field = { is: 'yes' };
/** Several texts. */
export const words: Field = { is: 'words' };
/** JSON as it is. */
export const anything: Field = { is: 'anything' };
export const time: Field = { is: 'time' };
/** A document: its pictures and files are named by their place in the export. */
export const document: Field = { is: 'document' };
/** What the row cannot be without. */
export const the = (of: string): Field => ({ is: 'name', of, else: 'homeless' });
/** What it can be without. */
export const maybe = (of: string): Field => ({ is: 'name', of, else: 'nothing' });
export const several = (of: string): Field => ({ is: 'names', of });
export const keyedBy = (of: string): Field => ({ is: 'keyed', of });

/** Values of a row by its columns, as JSON has them. */
export type Row = Record<string, unknown>;

/**
 * Rows that belong to the site and leave with it, one in each line of a list. The room that keeps them says what is told of
 * them; so whoever adds a column says whether it leaves or stays.
 */
export interface Keepsake {
	/** One word for one of them; others name it by that: `topic`. */
	name: string;
	/** Its list in an export is `FILE.ndjson`. */
	file: string;
	/** `notification.topic`. */
	table: string;
	/** Columns that leave. */
	columns: Readonly<Record<string, Field>>;
	/** Columns that stay, each with the reason. */
	stays?: Readonly<Record<string, string>>;
	/** The columns that tell one from another; none of them is null. */
	key: readonly string[];
	/** The order of the list and of coming back. Default: as the key. */
	order?: readonly string[];
	/** Only these rows, as SQL over `t`. */
	only?: string;
	/** Comes back before articles and posts, which may need it. */
	early?: boolean;
	/** The row as it is told, where a value holds numbers of this house. */
	tell?(ctx: Ctx, row: Row): Promise<Row>;
	/** Before the first of them is written. */
	prepare?(ctx: Ctx): Promise<void>;
	/** The row as it is written, with what is made of other columns; null: it cannot be. */
	ready?(ctx: Ctx, row: Row): Row | null | Promise<Row | null>;
	/** Writes them where a row of their key is there already: what a house said of itself in one row, for instance. */
	write?(ctx: Ctx, rows: readonly Row[]): Promise<void>;
	/** After they were written: counts are made anew, and the fact is stated that pages show them. */
	settle?(ctx: Ctx, rows: readonly { row: Row; id: number }[]): Promise<void>;
}
