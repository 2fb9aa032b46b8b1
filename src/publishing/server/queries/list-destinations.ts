import { z } from 'zod';
import { authorize, visitor } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { listThreads } from '#community/server/index.ts';
import { listArticles, listPages } from '#content/server/index.ts';
import { gatheringText } from '#gathering/messages/index.ts';
import { mayKeepDoor } from '#gathering/policy.ts';
import { listGatherings, listSelfCheckIns } from '#gathering/server/index.ts';
import { mayMakeQr } from '#publishing/policy.ts';

/** Where a code can lead, to choose from: what visitors see, newest first. */
export const listDestinations = query(z.object({}).prefault({}), async (ctx) => {
	authorize(ctx.actor, 'qr.make', mayMakeQr, null);
	const seen = { ...ctx, actor: visitor };
	const [articles, pages, threads, events, here] = await Promise.all([
		listArticles(seen, { limit: 50 }),
		listPages(seen, { limit: 100 }),
		listThreads(seen, { limit: 50 }),
		listGatherings(seen, { limit: 50 }),
		mayKeepDoor(ctx.actor) ? listSelfCheckIns(ctx, {}) : [],
	]);
	const choice = ({ path, title }: { path: string; title: string }) => ({ path, title });
	return {
		articles: articles.items.map(choice),
		pages: pages.map(choice),
		events: [
			...events.items.filter(({ cancelled }) => !cancelled).map(choice),
			...here.map(({ path, title }) => ({ path, title: gatheringText(ctx.locale)('here.choice', { title }) })),
		],
		threads: threads.items.filter(({ subject }) => !subject).map(choice),
	};
});
