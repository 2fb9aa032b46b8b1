import path from 'node:path';
import type { Ctx } from '#platform/context/context.ts';

/** Where the file of an export lies: in the installation's data, out of reach of every address. */
export const exportFile = (ctx: Ctx, id: number): string =>
	path.resolve(ctx.settings.data, 'export', ctx.site.name, `${id}.zip`);
