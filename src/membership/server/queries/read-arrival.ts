import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import { providerName } from '#membership/provider.ts';
import { findArrival } from '#membership/server/arrival.ts';
import { askedFromField } from '#membership/server/asked-from.ts';

/** Whom a provider sent to this browser, to suggest a name and an address. Throws Problem `arrival.expired` (410). */
export const readArrival = query(z.object({ from: askedFromField }), async (ctx, { from }) => {
	const { name, email, verified, kind, label, onward } = await findArrival(ctx, from.cookie);
	return { name, email, verified, provider: providerName(kind, label), onward };
});
