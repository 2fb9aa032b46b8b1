import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { linkImported } from '#publishing/events.ts';
import { qrPlaces } from '#publishing/qr.ts';
import { mayBringPosts } from '#publishing/policy.ts';
import { localPath } from '#publishing/server/local-path.ts';

const id = z.number().int().positive();
const ImportedLink = z.object({
	code: z.string().regex(/^[a-z0-9]{7}$/),
	target: z.string().max(1_000),
	article: id.nullable(),
	channel: z
		.string()
		.regex(/^[a-z][a-z-]{0,30}$/)
		.nullable(),
	label: z.string().max(200),
	/** Of a printed code. */
	place: z.string().nullable().pipe(z.enum(qrPlaces).nullable().catch(null)),
	words: z.string().max(60),
	stopped: z.date().nullable(),
	author: id.nullable(),
	created: z.date(),
});

/** What became of something that came home: `held` stays as it is here, `refused` cannot be. */
export type Brought = 'fresh' | 'same' | 'held' | 'refused';

/**
 * Brings tracked links home under the codes that they had, so that what was printed and posted leads on; many at once. A
 * code that leads somewhere here already goes on doing so. Returns what became of each.
 */
export const importLinks = command(
	z.object({ links: z.array(ImportedLink) }),
	async (ctx, { links }): Promise<Brought[]> => {
		authorize(ctx.actor, 'link.import', mayBringPosts, null);
		const good = links.filter(({ target }) => localPath(target) === target);
		if (!good.length) return links.map(() => 'refused');
		const { rows } = await sql<{ code: string; target: string; fresh: boolean }>`
			with given as (
				select distinct on (code) * from jsonb_to_recordset(${JSON.stringify(good)}::text::jsonb) as given (
					code text, target text, article bigint, channel text, label text, author bigint, created timestamptz,
					place text, words text, stopped timestamptz)
			), written as (
				insert into publishing.link (code, target, article, channel, label, author, created, place, words, stopped)
				select code, target, article, case when place is null then channel else 'qr' end, label, author, created,
					place, words, stopped from given order by created, code
				on conflict (code) do nothing
				returning code, target
			)
			select code, target, true as fresh from written
			union all select link.code, link.target, false from publishing.link join given on given.code = link.code
			where not exists (select from written where written.code = link.code)`.execute(ctx.db);
		const here = new Map(rows.map((row) => [row.code, row]));
		const fresh = rows.filter((row) => row.fresh).length;
		if (fresh) ctx.record({ name: linkImported, about: 'links', data: { count: fresh } });
		return links.map((link) => {
			const found = good.includes(link) ? here.get(link.code) : undefined;
			if (!found) return 'refused';
			return found.fresh ? 'fresh' : found.target === link.target ? 'same' : 'held';
		});
	},
);
