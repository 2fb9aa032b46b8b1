import { createHmac } from 'node:crypto';
import type { Ctx } from '#platform/context/context.ts';
import { findApp } from '#publishing/server/find-app.ts';

/**
 * Where a network calls us, and the word by which we know that it is the network: the one that was made with the site's app
 * there, else one that only this site can say.
 */
export async function callOf(ctx: Ctx, network: string): Promise<{ url: string; word: string }> {
	const known = await findApp(ctx, network);
	return { url: `${ctx.site.url}/webhooks/${network}`, word: known?.word ?? ownWord(ctx, network) };
}

const ownWord = (ctx: Ctx, network: string): string =>
	createHmac('sha256', ctx.site.key('publishing.word')).update(network).digest('base64url');
