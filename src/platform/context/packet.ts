import type { Ctx, SiteHandle } from '#platform/context/context.ts';

interface Asked<I, R> {
	ctx: Ctx;
	input: I;
	resolve(result: R): void;
	reject(error: unknown): void;
}

/**
 * Makes one piece of work of what many ask for at about the same moment: while a packet of a site is under way, whoever asks
 * waits and goes with the next one. Nobody waits for company, and the busier it is, the less each costs. `run` gives a
 * result for each in their order, at the latest time that one of them knows. When it throws, each goes alone, so that what is
 * wrong with one is no trouble of its neighbours: it has to be safe to run twice. For the product's own work outside of a command.
 */
export function inPackets<I, R>(
	most: number,
	run: (ctx: Ctx, all: readonly I[]) => Promise<readonly R[]>,
): (ctx: Ctx, input: I) => Promise<R> {
	const places = new WeakMap<SiteHandle, { waiting: Asked<I, R>[]; busy: boolean }>();

	async function settle(packet: readonly Asked<I, R>[]): Promise<void> {
		const now = new Date(Math.max(...packet.map(({ ctx }) => ctx.now.getTime())));
		try {
			const results = await run(
				{ ...packet[0]!.ctx, now },
				packet.map(({ input }) => input),
			);
			for (const [index, { resolve }] of packet.entries()) resolve(results[index] as R);
		} catch (error) {
			if (packet.length === 1) return packet[0]!.reject(error);
			packet[0]!.ctx.log.warn('a packet failed, each goes alone', { packet: packet.length, error });
			for (const one of packet) await settle([one]);
		}
	}

	return (ctx, input) => {
		const place = places.get(ctx.site) ?? { waiting: [], busy: false };
		places.set(ctx.site, place);
		return new Promise<R>((resolve, reject) => {
			place.waiting.push({ ctx, input, resolve, reject });
			if (place.busy) return;
			place.busy = true;
			void (async () => {
				// Whoever asks in this very moment comes along.
				await Promise.resolve();
				while (place.waiting.length) await settle(place.waiting.splice(0, most));
				place.busy = false;
			})();
		});
	};
}
