import { sql } from 'kysely';

/** Whether a comment (its row by the name `comment`) is everybody's to change, and who made it that. */
export const sharing = [
	sql<boolean>`exists (select from community.shared_comment s where s.comment = comment.id)`.as('shared'),
	sql<number | null>`(select s.shared_by from community.shared_comment s where s.comment = comment.id)`.as('shared_by'),
] as const;
