import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { spoolFolder, type Spooled } from '#platform/spool.ts';
import { randomToken } from '#platform/token.ts';
import { portraitKept, portraitRemoved } from '#media/events.ts';
import { mayKeepPortrait, mayRemovePortrait } from '#media/policy.ts';
import { portraitSides } from '#media/portrait.ts';
import { workOnPixels } from '#media/server/pixels/pixel-process.ts';

/**
 * Makes a photograph the picture of the member who asks: looked at as every upload is (no bomb, nothing but pixels is kept),
 * cut to a square; the photograph itself is not kept. `file` is discarded here. Throws Problem `picture.*` (413, 422).
 */
export async function keepPortrait(ctx: Ctx, { member, file }: { member: number; file: Spooled }): Promise<void> {
	const folder = path.join(spoolFolder(ctx.settings.data), `pixels-${randomToken(12)}`);
	try {
		authorize(ctx.actor, 'portrait.keep', mayKeepPortrait, { id: member });
		await mkdir(folder, { recursive: true });
		const { original } = await workOnPixels({ kind: 'look', source: file.path, folder }, { soon: true });
		const source = path.join(folder, original);
		const made = await workOnPixels({ kind: 'portrait', source, folder, sides: portraitSides }, { soon: true });
		// The files first: a crash leaves files that nobody names, never a name without its file.
		for (const name of made) await ctx.files.putFile(name, path.join(folder, name));
		const [small = '', large = ''] = made;
		await notePortrait(ctx, { member, small, large });
	} finally {
		await rm(folder, { recursive: true, force: true });
		await file.discard();
	}
}

const One = z.object({ member: z.coerce.number().int().positive() });

const notePortrait = command(
	One.extend({ small: z.string().min(1), large: z.string().min(1) }),
	async (ctx, { member, small, large }) => {
		const before = await find(ctx, member);
		authorize(ctx.actor, 'portrait.keep', mayKeepPortrait, { id: member });
		const row = { small, large, kept: ctx.now };
		await ctx.db
			.insertInto('media.portrait')
			.values({ member, ...row })
			.onConflict((conflict) => conflict.column('member').doUpdateSet(row))
			.execute();
		if (before) letGoOfFiles(ctx, [before.small, before.large]);
		ctx.record({ name: portraitKept, about: `member:${member}`, data: { member } });
	},
);

/** Takes a member's picture away, with its files: by themselves, or by who keeps order here. Safe to repeat. */
export const removePortrait = command(One, async (ctx, { member }) => {
	const there = await find(ctx, member);
	authorize(ctx.actor, 'portrait.remove', mayRemovePortrait, { id: member });
	if (there) await dropPortrait(ctx, { member, ...there });
});

/** Lets the row go and, once nobody names them, its files. Part of a command that has decided that it may. */
export async function dropPortrait(ctx: Ctx, there: { member: number; small: string; large: string }): Promise<void> {
	await ctx.db.deleteFrom('media.portrait').where('member', '=', there.member).execute();
	letGoOfFiles(ctx, [there.small, there.large]);
	ctx.record({ name: portraitRemoved, about: `member:${there.member}`, data: { member: there.member } });
}

const find = (ctx: Ctx, member: number) =>
	ctx.db
		.selectFrom('media.portrait')
		.select(['small', 'large'])
		.where('member', '=', member)
		.forUpdate()
		.executeTakeFirst();

/** Two who sent the same photograph have the same files: they go with the last of them. */
function letGoOfFiles(ctx: Ctx, names: readonly string[]): void {
	ctx.afterCommit(async () => {
		for (const name of names) {
			// After the commit, so not by its transaction.
			const [named] = await ctx.sql`select from media.portrait where small = ${name} or large = ${name} limit 1`;
			if (!named) await ctx.files.remove(name);
		}
	});
}
