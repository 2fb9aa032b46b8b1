import { sql, type RawBuilder } from 'kysely';

/** The stars of a comment (named by its alias) as signs before its words, `★★☆☆☆ `; null where it gives none. As SQL. */
export const starsBefore = (alias: string): string =>
	`(repeat('★', ${alias}.stars) || repeat('☆', 5 - ${alias}.stars) || ' ')`;

/** The same for a query that is built from parts. */
export const starsSaid = (alias: string): RawBuilder<string | null> => sql.raw<string | null>(starsBefore(alias));
