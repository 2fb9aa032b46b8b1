import type { Ctx } from '#platform/context/context.ts';
import { cleanText } from '#platform/document/clean-text.ts';
import { attribute, findAll, textOf } from '#platform/document/html-tree.ts';
import { parseHtml } from '#platform/document/parse-html.ts';
import { askOutside } from '#platform/outside/ask-outside.ts';
import { OutsideProblem } from '#platform/outside/outside-problem.ts';
import { Problem } from '#platform/problem.ts';

/**
 * What a page calls itself. A stranger chose the address, if only on a place that the owner named: it is asked through the one door to the
 * outside. Throws Problem `embed.page-not-there` (422).
 */
export async function lookAtPage(ctx: Ctx, address: string): Promise<string> {
	const gone = (): Problem => new Problem('embed.page-not-there', 422, { address: address.slice(0, 200) });
	try {
		const answer = await askOutside(ctx.settings, address, {
			redirects: 3,
			most: 1_000_000,
			timeout: 6_000,
			headers: { accept: 'text/html' },
		});
		if (answer.status !== 200 || !/html/i.test(answer.headers['content-type'] ?? '')) throw gone();
		return titleIn(answer.text) || new URL(address).host;
	} catch (error) {
		if (error instanceof OutsideProblem || (error as { code?: string }).code?.startsWith('document.')) throw gone();
		throw error;
	}
}

/** The title for networks, which has no name of the site in it, before the one of the window. */
function titleIn(html: string): string {
	const nodes = parseHtml(html);
	const meta = findAll(nodes, 'meta').find((one) => attribute(one, 'property') === 'og:title');
	const [title] = findAll(nodes, 'title');
	const found = (meta && attribute(meta, 'content')) || (title ? textOf(title) : '');
	return [...cleanText(found).replace(/\s+/g, ' ').trim()].slice(0, 200).join('').trim();
}
