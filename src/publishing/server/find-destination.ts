import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { openCategory, openTalk } from '#community/server/index.ts';
import { visitor } from '#platform/actor.ts';
import { fixedPages, type Destination } from '#publishing/qr.ts';
import { localPath } from '#publishing/server/local-path.ts';

/** What a visitor finds at a path of this site, also where it has moved on from there; null when that is nothing. */
export async function findDestination(ctx: Ctx, target: string): Promise<Destination | null> {
	const [path = ''] = target.split(/[?#]/, 1);
	if (Object.hasOwn(fixedPages, path))
		return { fixed: fixedPages[path as keyof typeof fixedPages], title: null, article: null };
	const parts = partsOf(path);
	const found = parts && (await look(ctx, parts));
	return found ? { fixed: null, title: found.title, article: found.article } : null;
}

/** The path that somebody meant who gave a path, or the whole address of a page of this site; null for any other place. */
export function pathMeant(ctx: Ctx, given: string): string | null {
	const { origin } = new URL(ctx.site.url);
	const own = given.toLowerCase().startsWith(`${origin}/`) || given.toLowerCase() === origin;
	return localPath(own ? given.slice(origin.length) || '/' : given);
}

function partsOf(path: string): string[] | null {
	try {
		return path.slice(1).split('/').map(decodeURIComponent);
	} catch {
		return null;
	}
}

interface Found {
	title: string;
	article: number | null;
}

async function look(ctx: Ctx, parts: readonly string[]): Promise<Found | undefined> {
	const [first = '', second = '', third = ''] = parts;
	const one = async (statement: ReturnType<typeof sql<Found>>): Promise<Found | undefined> =>
		(await statement.execute(ctx.db)).rows[0];
	switch (parts.length === 1 ? 'page' : `${first}/${parts.length}`) {
		case 'page':
			return one(sql`
				select title, null::bigint as article from content.page where published <= ${ctx.now} and (slug = ${first}
					or id in (select page from content.former_page_slug where slug = ${first})) limit 1`);
		case 'articles/2':
			return one(sql`
				select title, id as article from content.article where published <= ${ctx.now} and deleted is null and (slug = ${second}
					or id in (select article from content.former_slug where slug = ${second})) order by slug = ${second} desc limit 1`);
		case 'series/2':
			return one(sql`select title, null::bigint as article from content.series where slug = ${second}`);
		case 'events/2':
			return one(sql`
				select title, null::bigint as article from gathering.gathering
				where slug = ${second} and published is not null and cancelled is null and ends > ${ctx.now}`);
		case 'events/4':
			return one(sql`
				select title, null::bigint as article from gathering.gathering
				where slug = ${second} and ${third} = 'here' and self_key = ${parts[3] ?? ''} and published is not null
					and cancelled is null and ends > ${ctx.now}`);
		case 'community/2':
			return one(sql`
				select name as title, null::bigint as article from community.category
				where slug = ${second} and ${openCategory(visitor, 'community.category.id')}`);
		case 'community/3': {
			const id = /^(\d{1,15})(?:-|$)/.exec(third)?.[1];
			if (!id) return undefined;
			return one(sql`
				select title, null::bigint as article from community.thread
				where id = ${id}::bigint and category is not null and hidden is null and withdrawn is null
					and ${openTalk(visitor, 'community.thread')}`);
		}
		default:
			return undefined;
	}
}
