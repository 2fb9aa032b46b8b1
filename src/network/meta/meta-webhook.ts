import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Hint, Webhook } from '#network/webhook.ts';

/**
 * How Meta's networks call: the word is asked for once, and every call is signed with the app's secret over the very bytes
 * that were sent. `read` finds what a call points at; it gets whatever JSON came.
 */
export const metaWebhook = (read: (body: unknown) => Hint[]): Webhook => ({
	challenge: (_ctx, _app, word, asked) =>
		asked.get('hub.mode') === 'subscribe' && same(asked.get('hub.verify_token') ?? '', word)
			? (asked.get('hub.challenge') ?? '').slice(0, 500)
			: null,
	hear(_ctx, app, headers, raw) {
		const expected = `sha256=${createHmac('sha256', app['secret'] ?? '')
			.update(raw)
			.digest('hex')}`;
		if (!app['secret'] || !same(headers.get('x-hub-signature-256') ?? '', expected)) return null;
		try {
			return read(JSON.parse(raw.toString('utf8')));
		} catch {
			return [];
		}
	},
});

const same = (given: string, expected: string): boolean => {
	const [left, right] = [Buffer.from(given), Buffer.from(expected)];
	return left.length === right.length && timingSafeEqual(left, right);
};
