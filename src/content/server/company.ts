import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';

/** The name of a tag among the things that pages are about. */
export const tagThing = (name: string): string => `tag:${name}`;

/** Whose pages show something of an article beside its own: its series and its translations, as things pages are about. */
export async function companyOf(ctx: Ctx, article: number): Promise<string[]> {
	const { rows } = await sql<{ thing: string }>`
		select 'series:' || series as thing from content.article where id = ${article} and series is not null
		union
		select 'article:' || other.id from content.article own join content.article other
			on other.id <> own.id and (other.translates = own.id or own.translates in (other.id, other.translates))
		where own.id = ${article}`.execute(ctx.db);
	return rows.map(({ thing }) => thing);
}
