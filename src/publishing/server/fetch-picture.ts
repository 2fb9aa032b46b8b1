import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { askOutside } from '#platform/outside/ask-outside.ts';
import { OutsideProblem } from '#platform/outside/outside-problem.ts';
import { pictureLimits } from '#media/picture-limits.ts';

/**
 * The bytes of a picture that somebody named by its address: a stranger's, so it is asked like one. Throws Problem
 * `picture.not-fetched` (422).
 */
export async function fetchPicture(ctx: Ctx, address: string): Promise<Buffer> {
	try {
		const answer = await askOutside(ctx.settings, address, {
			headers: { accept: 'image/*' },
			most: pictureLimits.bytes,
			timeout: 20_000,
			redirects: 3,
		});
		if (answer.status !== 200) throw new OutsideProblem('unreachable', String(answer.status));
		return answer.body;
	} catch (error) {
		if (!(error instanceof OutsideProblem)) throw error;
		throw new Problem('picture.not-fetched', 422, { address: address.slice(0, 200), reason: error.reason });
	}
}
