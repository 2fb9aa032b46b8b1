import { exchange } from '#network/exchange.ts';
import type { Network } from '#network/network.ts';
import { NetworkProblem } from '#network/network-problem.ts';
import { untold } from '#network/reach.ts';
import { resetBy, usageBy } from '#network/rate-headers.ts';

/** The adapter of the bench's own network, which stands at this address. */
export const dueNetwork = (url: string): Network => ({
	name: 'due',
	title: () => 'due',
	limits: { post: { most: 500, counted: 'grapheme' }, comment: { most: 500, counted: 'grapheme' } },
	needs: () => ({ needed: [], notes: [] }),
	idempotency: { by: 'key', within: null },
	connecting: { by: 'token', fields: [], connect: () => Promise.reject(new Error('not asked')) },
	check: () => Promise.resolve({ name: 'due', followers: null }),
	async publish(ctx, account, { text, link }, key) {
		const {
			status,
			headers,
			text: answer,
		} = await exchange({
			method: 'POST',
			url: `${url}/posts`,
			creating: true,
			headers: { authorization: account.id, 'idempotency-key': key, 'content-type': 'application/json' },
			body: JSON.stringify({ text, link }),
		});
		for (const usage of usageBy(headers, 'x-ratelimit', { scope: 'account' })) account.note(usage);
		if (status === 429) throw new NetworkProblem('rate-limited', {}, resetBy(headers, 'x-ratelimit'));
		if (status !== 200) throw new NetworkProblem('validation', { code: String(status) });
		return { id: (JSON.parse(answer) as { id: string }).id, url: null };
	},
	findPublished: () => Promise.resolve('absent'),
	collectComments: () => Promise.resolve({ comments: [], next: null }),
	readReach: () => Promise.resolve(untold),
});
