import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Ctx } from '#platform/context/context.ts';
import { spoolFolder } from '#platform/spool.ts';
import { randomToken } from '#platform/token.ts';
import { palette } from '#ui/palette.ts';

/** A brand, as far as something is drawn in its look. */
export interface Dress {
	name: string;
	/** `#rrggbb`. */
	colour: string;
	/** File name of the logo, in any of its sizes. */
	logo: string | null;
}

/** Which way of drawing is in force; a change has everything drawn anew. */
const drawing = 1;

/** What tells one drawing from another. */
export const drawingDigest = ({ name, colour, logo }: Dress, ...more: string[]): string =>
	createHash('sha256')
		.update(JSON.stringify([drawing, name, colour, logo, ...more]))
		.digest('hex');

/** Colours and logo as the process next door needs them, and a folder that is gone when `draw` is done. */
export async function dressed<T>(
	ctx: Ctx,
	dress: Dress,
	draw: (look: { name: string; background: string; ink: string; logo: string | null; folder: string }) => Promise<T>,
): Promise<T> {
	const folder = path.join(spoolFolder(ctx.settings.data), `pixels-${randomToken(12)}`);
	await mkdir(folder, { recursive: true });
	try {
		const { accent = '#3d5a80', 'on-accent': ink = '#ffffff' } = palette(dress.colour, 'light');
		return await draw({
			name: dress.name,
			background: accent,
			ink,
			logo: await fetchLogo(ctx, dress.logo, folder),
			folder,
		});
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** The logo on this machine's disk, as large as it was sent; null when there is none, or its file is lost. */
async function fetchLogo(ctx: Ctx, file: string | null, folder: string): Promise<string | null> {
	if (!file) return null;
	const [row] = await ctx.sql<{ original: string | null }[]>`
		select original from media.picture where files @? ('$.*[*] ? (@.file == "' || ${file} || '")')::jsonpath limit 1`;
	const name = row?.original ?? file;
	const found = await ctx.files.read(name);
	if (!found) return null;
	const target = path.join(folder, name);
	await pipeline(Readable.fromWeb(found.stream as never), createWriteStream(target));
	return target;
}
