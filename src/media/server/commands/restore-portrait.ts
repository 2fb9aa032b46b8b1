import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { spoolFolder } from '#platform/spool.ts';
import { randomToken } from '#platform/token.ts';
import { portraitKept } from '#media/events.ts';
import { mayRestore } from '#media/policy.ts';
import { largestPortraitSide } from '#media/portrait.ts';
import { workOnPixels } from '#media/server/pixels/pixel-process.ts';

/**
 * Takes back the two squares of a member's picture as they were kept once, bit by bit, after a look at every pixel. Throws Problem
 * `picture.*` (413, 422) for what this product cannot have made.
 */
export async function restorePortraitFiles(ctx: Ctx, squares: readonly Buffer[]): Promise<string[]> {
	authorize(ctx.actor, 'picture.restore', mayRestore, null);
	const folder = path.join(spoolFolder(ctx.settings.data), `pixels-${randomToken(12)}`);
	await mkdir(folder, { recursive: true });
	try {
		const names: string[] = [];
		for (const [place, bytes] of squares.entries()) {
			const source = path.join(folder, `square${place}`);
			await writeFile(source, bytes);
			const { width, height, original } = await workOnPixels(
				{ kind: 'look', source, folder, kept: true },
				{ soon: true },
			);
			// What had more than pixels in it was written anew, and is a WebP no more.
			if (width !== height || width > largestPortraitSide || !original.endsWith('.webp'))
				throw new Problem('picture.broken', 422);
			const name = original.replace(/-original\.webp$/, `-portrait${width}.webp`);
			await ctx.files.putFile(name, path.join(folder, original));
			names.push(name);
		}
		return names;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

const Portraits = z.object({
	portraits: z.array(
		z.object({
			member: z.number().int().positive(),
			small: z.string().min(1),
			large: z.string().min(1),
			kept: z.date(),
		}),
	),
});

/** Gives members the pictures that they had; who has one here keeps it. What became of each. */
export const importPortraits = command(
	Portraits,
	async (ctx, { portraits }): Promise<('fresh' | 'same' | 'held' | 'refused')[]> => {
		const ids = portraits.map(({ member }) => member);
		const people = await ctx.db
			.selectFrom('membership.member as m')
			.leftJoin('media.portrait as p', 'p.member', 'm.id')
			.where('m.erased', 'is', null)
			.where('m.id', 'in', [...ids, 0])
			.select(['m.id', 'p.large'])
			.execute();
		authorize(ctx.actor, 'picture.restore', mayRestore, null);
		const here = new Map(people.map(({ id, large }) => [id, large]));
		const fresh = portraits.filter(({ member }) => here.get(member) === null);
		if (fresh.length) {
			await ctx.db
				.insertInto('media.portrait')
				.values(fresh)
				.onConflict((conflict) => conflict.column('member').doNothing())
				.execute();
		}
		for (const { member } of fresh) ctx.record({ name: portraitKept, about: `member:${member}`, data: { member } });
		return portraits.map(({ member, large }) => {
			const there = here.get(member);
			return there === undefined ? 'refused' : there === null ? 'fresh' : there === large ? 'same' : 'held';
		});
	},
);
