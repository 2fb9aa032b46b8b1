import { addressSetting } from '#network/address.ts';

export const graphAddress = addressSetting(
	'FACEBOOK_GRAPH_URL',
	'Base URL of the Graph API of Facebook pages, without a version.',
	'https://graph.facebook.com',
);
export const dialogAddress = addressSetting(
	'FACEBOOK_DIALOG_URL',
	'Base URL where people give a Facebook app leave, without a version.',
	'https://www.facebook.com',
);
