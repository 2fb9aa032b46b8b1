import type { Ctx } from '#platform/context/context.ts';
import { job } from '#platform/job/job.ts';
import { askOutside } from '#platform/outside/ask-outside.ts';
import { OutsideProblem } from '#platform/outside/outside-problem.ts';
import { noteMention } from '#seo/server/commands/note-mention.ts';
import type { ReadMention } from '#seo/read-mention.ts';

/**
 * Looks whether a page really links to the article that it claims to, and what it says. A page that is not there, or
 * does not link, takes an earlier mention away; a bad day is tried again.
 */
export const verifyMention = job<{ mention: number }>(
	'seo.verify-mention',
	{ retries: 3, pause: 120, patient: true },
	async (ctx, { mention }) => {
		const row = await ctx.db
			.selectFrom('seo.mention')
			.select(['source', 'target'])
			.where('id', '=', mention)
			.executeTakeFirst();
		if (row) await noteMention(ctx, { id: mention, said: await look(ctx, row) });
	},
);

async function look(ctx: Ctx, { source, target }: { source: string; target: string }): Promise<ReadMention | null> {
	try {
		const answer = await askOutside(ctx.settings, source, {
			redirects: 5,
			most: 1_000_000,
			headers: { accept: 'text/html, application/xhtml+xml;q=0.9' },
		});
		if (answer.status >= 500 || answer.status === 429) throw new Error(`The page answered ${answer.status}`);
		if (answer.status !== 200 || !/html/i.test(answer.headers['content-type'] ?? '')) return null;
		// 8 MB of memory that only a site that is mentioned pays for.
		const { readMention } = await import('#seo/read-mention.ts');
		return readMention(answer.text, answer.url, target);
	} catch (error) {
		// What may never be asked, and what is made to be costly, is as good as not there.
		if (error instanceof OutsideProblem && ['unreachable', 'timeout'].includes(error.reason)) throw error;
		if (error instanceof OutsideProblem || (error as { code?: string }).code?.startsWith('document.')) return null;
		throw error;
	}
}
