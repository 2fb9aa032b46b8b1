import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { readAppealKey } from '#membership/server/index.ts';
import type { AppealCase } from '#moderation/appeal.ts';
import { loadCase } from '#moderation/server/load-case.ts';

/** What was decided about whoever holds this key of a letter. Looking changes nothing. Throws Problem `appeal.not-found`. */
export const readCase = query(z.object({ key: z.string().max(100) }), async (ctx, { key }): Promise<AppealCase> => {
	const appealed = readAppealKey(ctx.site, key);
	const found = appealed && (await loadCase(ctx, appealed));
	if (!found) throw notFound('appeal');
	const { verdict, reason, words, decided, until, text, settled, appeal } = found;
	return { verdict, reason, words, decided, until, text, settled, appeal };
});
