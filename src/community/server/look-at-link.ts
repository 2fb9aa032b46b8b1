import type { Ctx } from '#platform/context/context.ts';
import { system } from '#platform/actor.ts';
import { askOutside } from '#platform/outside/ask-outside.ts';
import { OutsideProblem } from '#platform/outside/outside-problem.ts';
import { Problem } from '#platform/problem.ts';
import { storePicture } from '#media/server/index.ts';
import type { ReadPreview } from '#community/preview.ts';

/** What was found, with its picture as one of ours; null: nothing to show. */
export type Looked = (Omit<ReadPreview, 'picture'> & { picture: number | null }) | null;

/** Bytes of a page and of a picture, milliseconds for each, redirects that are followed. */
const limits = { page: 1_000_000, picture: 5_000_000, time: 8_000, redirects: 4 } as const;

/** Says who asks, so that who wants no visits can say so. */
const headersFor = (ctx: Ctx, accept: string): Record<string, string> => ({
	accept,
	'accept-language': 'zh-TW, en;q=0.7',
	'user-agent': `Homecourt (link preview; +${ctx.site.url})`,
});

/**
 * Asks a page that somebody linked to what it says of itself; never the inside of anybody's network, never for long, never for
 * much. What cannot be asked has nothing to show; a bad day is thrown, to be tried again.
 */
export async function lookAtLink(ctx: Ctx, address: string): Promise<Looked> {
	const page = await ask(ctx, address, 'text/html, application/xhtml+xml;q=0.9', limits.page);
	if (!page || !/html/i.test(page.headers['content-type'] ?? '')) return null;
	// 8 MB of memory that only a house pays for in which somebody links.
	const { decodePage, readPreview } = await import('#community/server/read-preview.ts');
	let said: ReadPreview | null;
	try {
		said = readPreview(decodePage(page.body, page.headers['content-type'] ?? ''), page.url);
	} catch (error) {
		if ((error as { code?: string }).code?.startsWith('document.')) return null;
		throw error;
	}
	return said && { ...said, picture: said.picture ? await copyPicture(ctx, said.picture) : null };
}

async function ask(ctx: Ctx, address: string, accept: string, most: number) {
	try {
		const call = { redirects: limits.redirects, timeout: limits.time, most, headers: headersFor(ctx, accept) };
		const answer = await askOutside(ctx.settings, address, call);
		if (answer.status >= 500 || answer.status === 429) throw new Error(`The page answered ${answer.status}`);
		return answer.status === 200 ? answer : null;
	} catch (error) {
		if (error instanceof OutsideProblem && !['unreachable', 'timeout'].includes(error.reason)) return null;
		throw error;
	}
}

/** Their picture, made anew by the rules of every picture here; a page without one is shown all the same. */
async function copyPicture(ctx: Ctx, address: string): Promise<number | null> {
	try {
		const answer = await ask(ctx, address, 'image/jpeg, image/png, image/webp', limits.picture);
		if (!answer) return null;
		return (await storePicture({ ...ctx, actor: system }, { bytes: answer.body, talked: true })).id;
	} catch (error) {
		if (!(error instanceof Problem || error instanceof OutsideProblem))
			ctx.log.info('picture of a link not copied', { error });
		return null;
	}
}
