import { askOutside, type OutsideAnswer, type OutsideCall } from '#platform/outside/ask-outside.ts';
import { OutsideProblem, type OutsideReason } from '#platform/outside/outside-problem.ts';
import { Problem } from '#platform/problem.ts';
import type { ReadingOptions, ReadingWorld } from '#transfer/source.ts';

const said: Record<OutsideReason, string> = {
	address: 'outside.forbidden',
	private: 'outside.forbidden',
	unreachable: 'outside.unreachable',
	redirects: 'outside.unreachable',
	timeout: 'outside.too-slow',
	'too-large': 'outside.too-large',
};

/**
 * Asks an address of the old place, through the one door to the outside. Every status is an answer. Throws Problem
 * `outside.forbidden` (422), `outside.unreachable`, `outside.too-slow`, `outside.too-large` (502).
 */
export async function askOldPlace(
	address: string,
	{ privateToo }: ReadingOptions,
	{ settings, signal }: ReadingWorld,
	call: OutsideCall,
): Promise<OutsideAnswer> {
	try {
		return await askOutside(settings, address, { timeout: 30_000, redirects: 5, ...call, signal, privateToo });
	} catch (error) {
		if (!(error instanceof OutsideProblem)) throw error;
		const code = said[error.reason];
		const host = URL.canParse(address) ? new URL(address).host : address;
		throw new Problem(code, code === 'outside.forbidden' ? 422 : 502, { host: host.slice(0, 200) });
	}
}
