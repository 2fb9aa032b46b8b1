import { findProducts } from '#commerce/server/index.ts';
import { findThread } from '#community/server/index.ts';
import { findArticle, readPageDraft } from '#content/server/index.ts';
import { mediaText } from '#media/messages/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';

/** A thing as a list shows it: what it is called and where it is worked on. */
export interface NamedThing {
	name: string;
	href: string | null;
}

/** Things as facts name them (`article:3`), as people read them. */
export const nameThings = (ctx: Ctx, things: readonly string[]): Promise<NamedThing[]> =>
	Promise.all(things.map((thing) => nameThing(ctx, thing)));

async function nameThing(ctx: Ctx, thing: string): Promise<NamedThing> {
	const say = mediaText(ctx.locale);
	const [kind, id] = thing.split(':');
	if (kind === 'site') return { name: say('use.site'), href: '/console/site' };
	if (kind === 'comment') return { name: say('use.comment'), href: `/community/comment/${id}` };
	try {
		if (kind === 'article') {
			const article = await findArticle(ctx, { id: Number(id) });
			if (article) return { name: article.title, href: `/console/content/${id}` };
		} else if (kind === 'thread') {
			const thread = await findThread(ctx, { id: Number(id) });
			if (thread) return { name: thread.title, href: thread.path };
		} else if (kind === 'product') {
			const product = (await findProducts(ctx, [Number(id)])).get(Number(id));
			if (product) return { name: product.name, href: product.path };
		} else if (kind === 'page') {
			const page = await readPageDraft(ctx, { id: Number(id) });
			return { name: page.title, href: page.path };
		}
	} catch (error) {
		// Gone meanwhile, or not for this person to work on.
		if (!(error instanceof Problem)) throw error;
	}
	return { name: say('use.gone'), href: null };
}
