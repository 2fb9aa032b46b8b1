import { preloadedContexts, type RemoteDocument } from '@fedify/vocab-runtime';
import type { Ctx } from '#platform/context/context.ts';
import { askOutside } from '#platform/outside/ask-outside.ts';
import { OutsideProblem } from '#platform/outside/outside-problem.ts';

const kinds = 'application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams"';

/**
 * Reads a document of another server. Its address was chosen by a stranger: it is asked through the one door to the outside. Vocabularies that
 * everybody uses are known already.
 */
export const loadDocument =
	(ctx: Ctx) =>
	async (url: string): Promise<RemoteDocument> => {
		const known = (preloadedContexts as Record<string, unknown>)[url];
		if (known !== undefined) return { contextUrl: null, documentUrl: url, document: known };
		const answer = await askOutside(ctx.settings, url, {
			most: 1_000_000,
			redirects: 3,
			headers: { accept: kinds, 'user-agent': `Homecourt (+${ctx.site.url})` },
		});
		if (answer.status !== 200) throw new OutsideProblem('unreachable', `${url} answered ${answer.status}`);
		return { contextUrl: null, documentUrl: answer.url, document: JSON.parse(answer.text) as unknown };
	};
