import type { Ctx } from '#platform/context/context.ts';
import { addressSetting } from '#network/address.ts';

export const threadsAddress = addressSetting(
	'THREADS_GRAPH_URL',
	'Base URL of the Threads API, without a version.',
	'https://graph.threads.net',
);
export const threadsDialog = addressSetting(
	'THREADS_DIALOG_URL',
	'Base URL where people give a Threads app leave.',
	'https://www.threads.net',
);

/** The one version there is; no end of it was announced. */
export const threadsBase = (ctx: Ctx): string => `${threadsAddress(ctx)}/v1.0`;
