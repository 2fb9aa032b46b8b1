import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { job } from '#platform/job/job.ts';
import { spoolFolder } from '#platform/spool.ts';
import { dropUnshown } from '#media/server/drop-pictures.ts';

/** Milliseconds after which nothing that was sent is still being looked at. */
const longest = 24 * 60 * 60_000;

const forgetUnshown = command(z.object({}), (ctx) =>
	dropUnshown(ctx, { before: new Date(ctx.now.getTime() - longest) }),
);

/** What a crash left of uploads on this machine's disk, and pictures of what was never said, are taken away the day after. */
export const forgetLeftovers = job('media.forget-leftovers', { every: '35 4 * * *', retries: 0 }, async (ctx) => {
	while (await forgetUnshown(ctx, {}));
	const folder = spoolFolder(ctx.settings.data);
	for (const name of await readdir(folder).catch(() => [])) {
		const place = path.join(folder, name);
		const found = await stat(place).catch(() => null);
		if (found && ctx.now.getTime() - found.mtimeMs > longest) await rm(place, { recursive: true, force: true });
	}
});
