import type { Ctx } from '#platform/context/context.ts';
import { addressSetting } from '#network/address.ts';
import { graphVersion } from '#network/meta/graph-version.ts';

export const instagramAddress = addressSetting(
	'INSTAGRAM_GRAPH_URL',
	'Base URL of the Graph API of Instagram, without a version.',
	'https://graph.instagram.com',
);
export const instagramTokens = addressSetting(
	'INSTAGRAM_TOKEN_URL',
	'Base URL where leave on Instagram is changed into a token.',
	'https://api.instagram.com',
);
export const instagramDialog = addressSetting(
	'INSTAGRAM_DIALOG_URL',
	'Base URL where people give an Instagram app leave.',
	'https://www.instagram.com',
);

export const instagramBase = (ctx: Ctx): string => `${instagramAddress(ctx)}/${graphVersion(ctx)}`;
