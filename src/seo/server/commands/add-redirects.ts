import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { redirectsAdded } from '#seo/events.ts';
import { mayChangeFound } from '#seo/policy.ts';
import {
	readOldAddress,
	readTarget,
	redirectStatuses,
	targetAddress,
	type RedirectStatus,
	type Refusal,
} from '#seo/redirect.ts';
import { settleRedirects, type NumberedRedirect, type Redirect } from '#seo/settle-redirects.ts';

export const AddRedirects = z.object({
	rows: z
		.array(
			z.object({
				/** Its line in a file; by default its place in the list, from 1. */
				line: z.number().int().optional(),
				from: z.string().max(5000, 'too-long'),
				/** Empty with 410. */
				to: z.string().max(5000, 'too-long').default(''),
				status: z.number().int().default(301),
			}),
		)
		.max(50_000, 'too-long'),
	/** `console`, or what brought them (`wordpress`). */
	origin: z.string().trim().min(1).max(60).default('console'),
	/** True: what others than `origin` have lead somewhere else is left as it is, and told as held. */
	gentle: z.boolean().default(false),
	/** Only says what would happen. */
	dryRun: z.boolean().default(false),
});

/** What became of the rows: `added + changed + same + held + refused` are all of them. */
export interface RedirectReport {
	added: number;
	changed: number;
	same: number;
	/** Somebody has them lead somewhere else. */
	held: number;
	/** Led in several steps and now lead in one. */
	shortened: number;
	refused: { line: number; from: string; reason: Refusal }[];
}

/**
 * Adds redirects, one or thousands; one that is there already is changed. A row that cannot be used is refused by line
 * and reason, and the others are kept. Safe to run twice.
 */
export const addRedirects = command(
	AddRedirects,
	async (ctx, { rows, origin, gentle, dryRun }): Promise<RedirectReport> => {
		authorize(ctx.actor, 'seo.change', mayChangeFound, null);
		const refused: RedirectReport['refused'] = [];
		const from = new Map<number, string>();
		const read: NumberedRedirect[] = [];
		rows.forEach((row, index) => {
			const line = row.line ?? index + 1;
			from.set(line, row.from);
			const one = readRow(row, line, ctx.site.url);
			if (typeof one === 'string') refused.push({ line, from: row.from.slice(0, 200), reason: one });
			else read.push(one);
		});
		const known = await findTouched(ctx, read);
		const others = new Set(known.filter((one) => gentle && one.origin !== origin).map(addressOf));
		const wanted = read.filter((one) => !others.has(addressOf(one)));
		const held = read.length - wanted.length;
		const settled = settleRedirects(wanted, known);
		refused.push(
			...settled.refused.map(({ line, reason }) => ({ line, reason, from: (from.get(line) ?? '').slice(0, 200) })),
		);
		refused.sort((one, other) => one.line - other.line);
		const before = new Map(known.map((one) => [addressOf(one), one]));
		const changes = settled.kept.filter((one) => {
			const old = before.get(addressOf(one));
			return !old || old.target !== one.target || old.status !== one.status;
		});
		const added = changes.filter((one) => !before.has(addressOf(one))).length;
		if (!dryRun && (changes.length || settled.following.length)) {
			await keep(ctx, changes, origin);
			await keep(ctx, settled.following, null);
			// Only a page that answers under `/` can have been kept for an old address; all others were not found.
			const home = changes.some(({ path }) => path === '/');
			ctx.record({
				name: redirectsAdded,
				about: home ? ['redirects', 'site'] : 'redirects',
				data: { added, changed: changes.length - added, origin },
			});
		}
		return {
			added,
			changed: changes.length - added,
			same: rows.length - changes.length - refused.length - held,
			held,
			shortened: settled.shortened,
			refused,
		};
	},
);

const addressOf = ({ path, query }: Redirect): string => `${path}?${query}`;

type Row = z.output<typeof AddRedirects>['rows'][number];

function readRow(row: Row, line: number, siteUrl: string): NumberedRedirect | Refusal {
	const status = redirectStatuses.find((known) => known === row.status);
	if (!status) return 'status';
	const old = readOldAddress(row.from, siteUrl);
	if (typeof old === 'string') return old;
	if (status === 410) return row.to.trim() ? 'target-unneeded' : { ...old, line, status, target: null };
	const target = readTarget(row.to, siteUrl);
	if (typeof target === 'string') return target;
	return { ...old, line, status, target: target.target };
}

/** The kept redirects from the same addresses, from the new ones' targets, and to the new ones' addresses. */
async function findTouched(ctx: Ctx, wanted: readonly NumberedRedirect[]): Promise<(Redirect & { origin: string })[]> {
	if (!wanted.length) return [];
	const targets = wanted.flatMap(({ target }) => (target ? (targetAddress(target)?.path ?? []) : []));
	const paths = [...new Set([...wanted.map(({ path }) => path), ...targets])];
	const leading = [...new Set(wanted.map(({ path, query }) => (query ? `${path}?${query}` : path)))];
	const { rows } = await sql<Redirect & { origin: string }>`
		select path, query, target, status, origin from seo.redirect
		where path = any(${paths}::text[]) or target = any(${leading}::text[]) for update`.execute(ctx.db);
	return rows.map((row) => ({ ...row, status: row.status as RedirectStatus }));
}

/** Writes redirects; `origin` null: they are somebody's already, and stay theirs. */
async function keep(ctx: Ctx, changes: readonly Redirect[], origin: string | null): Promise<void> {
	if (!changes.length) return;
	const rows = changes.map(({ path, query, target, status }) => ({ path, query, target, status }));
	const by = memberOf(ctx.actor);
	await sql`
		insert into seo.redirect (path, query, target, status, origin, created, created_by)
		select path, query, target, status, coalesce(${origin}::text, 'console'), ${ctx.now}, ${by}::bigint
		from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as row (path text, query text, target text, status int)
		on conflict (path, query) do update set target = excluded.target, status = excluded.status,
			origin = coalesce(${origin}::text, redirect.origin)`.execute(ctx.db);
}
