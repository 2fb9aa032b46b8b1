import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import { indexNowKey } from '#seo/server/index-now-key.ts';
import { readSettings } from '#seo/server/queries/read-settings.ts';

/** The key that the site shows at `/KEY.txt`; null while IndexNow is off. */
export const readIndexNowKey = query(z.object({}), async (ctx) =>
	(await readSettings(ctx, {})).indexNow ? indexNowKey(ctx.site) : null,
);
