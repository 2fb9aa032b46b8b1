import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import type { Ctx } from '#platform/context/context.ts';
import { qrChanged, qrMade } from '#publishing/events.ts';
import { mayChangeQr, mayMakeQr } from '#publishing/policy.ts';
import { qrPlaces } from '#publishing/qr.ts';
import { createLink } from '#publishing/server/commands/create-link.ts';
import { findDestination, pathMeant } from '#publishing/server/find-destination.ts';
import { findQrForUpdate } from '#publishing/server/find-qr-for-update.ts';

export const QrFields = z.object({
	name: z.string().trim().min(1, 'missing').max(60, 'too-long'),
	place: z.string().pipe(z.enum(qrPlaces, { error: 'missing' })),
	/** A path of this site, or the whole address of one of its pages. */
	target: z.string().trim().min(1, 'missing').max(1000, 'too-long'),
	/** The line printed under it. */
	words: z.string().trim().max(60, 'too-long').default(''),
});

/** One at a time, so that a name is given once. */
const turn = 7_203_140;

/**
 * Makes a code to be printed. A form that is sent twice makes one. Throws Problem `input.invalid` with `target:
 * foreign-target` for another place, `target: no-such-page` for a page that nobody could see, `name: name-taken`.
 */
export const makeQr = command(QrFields, async (ctx, fields) => {
	authorize(ctx.actor, 'qr.make', mayMakeQr, null);
	const { path, article } = await whereTo(ctx, fields.target);
	const { name, place, words } = fields;
	const known = await findNamed(ctx, name);
	if (known && known.target === path && known.place === place && known.words === words)
		return { id: known.id, url: `${ctx.site.url}/go/${known.code}` };
	if (known) throw invalidInput([{ path: 'name', key: 'name-taken' }]);
	const { id, url } = await createLink(ctx, { target: path, article, channel: 'qr', label: name });
	await ctx.db.updateTable('publishing.link').set({ place, words }).where('id', '=', id).execute();
	ctx.record({ name: qrMade, about: `link:${id}`, data: { link: id } });
	return { id, url };
});

/**
 * Changes what a code is called, where it hangs, what it says and where it leads; what was printed goes on working. Throws
 * Problem `qr.not-found` and the refusals of `makeQr`.
 */
export const changeQr = command(QrFields.extend({ id: z.coerce.number().int().positive() }), async (ctx, input) => {
	const { id, name, place, words } = input;
	const link = await findQrForUpdate(ctx, id);
	authorize(ctx.actor, 'qr.change', mayChangeQr, link);
	const { path, article } = await whereTo(ctx, input.target, link.target);
	const known = await findNamed(ctx, name);
	if (known && known.id !== id) throw invalidInput([{ path: 'name', key: 'name-taken' }]);
	await ctx.db
		.updateTable('publishing.link')
		.set({ label: name, place, words, target: path, article: path === link.target ? link.article : article })
		.where('id', '=', id)
		.execute();
	ctx.record({ name: qrChanged, about: `link:${id}`, data: { link: id } });
	return { id };
});

/** The path and its article. What a code leads to already is not looked at again: its name can be put right at any time. */
async function whereTo(ctx: Ctx, given: string, present?: string): Promise<{ path: string; article: number | null }> {
	const path = pathMeant(ctx, given);
	if (!path) throw invalidInput([{ path: 'target', key: 'foreign-target' }]);
	const found = await findDestination(ctx, path);
	if (!found && path !== present) throw invalidInput([{ path: 'target', key: 'no-such-page' }]);
	return { path, article: found?.article ?? null };
}

async function findNamed(ctx: Ctx, name: string) {
	await sql`select pg_advisory_xact_lock(${turn})`.execute(ctx.db);
	return ctx.db
		.selectFrom('publishing.link')
		.select(['id', 'code', 'target', 'place', 'words'])
		.where('place', 'is not', null)
		.where(sql<boolean>`lower(label) = lower(${name})`)
		.executeTakeFirst();
}
