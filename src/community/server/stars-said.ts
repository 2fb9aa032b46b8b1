import { sql, type RawBuilder } from 'kysely';

/** The stars of a comment (named by its alias) as signs before its words, `★★☆☆☆ `; null where it gives none. */
export const starsSaid = (alias: string): RawBuilder<string | null> => {
	const stars = sql.ref(`${alias}.stars`);
	return sql<string | null>`(repeat('★', ${stars}) || repeat('☆', 5 - ${stars}) || ' ')`;
};
