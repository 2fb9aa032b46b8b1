import type { Ctx } from '#platform/context/context.ts';
import { addressSetting, versionSetting } from '#network/address.ts';

export const linkedinAddress = addressSetting(
	'LINKEDIN_URL',
	'Base URL of the API of LinkedIn.',
	'https://api.linkedin.com',
);
export const linkedinDialog = addressSetting(
	'LINKEDIN_DIALOG_URL',
	'Base URL where people give an app of LinkedIn leave, and where codes become tokens.',
	'https://www.linkedin.com',
);

/** Every call names its version; there is none without. */
export const linkedinVersion = versionSetting(
	'LINKEDIN_VERSION',
	'Version of the API of LinkedIn, as year and month.',
	'202607',
	/^20\d\d(?:0[1-9]|1[0-2])$/,
);

/** The version with the end of its year: a version lives twelve months at least, and those that ended did so in the middle of the month. */
export function linkedinVersionEnd(ctx: Ctx): { name: string; ends: Date } {
	const name = linkedinVersion(ctx);
	const [year, month] = [Number(name.slice(0, 4)), Number(name.slice(4))];
	return { name, ends: new Date(Date.UTC(year + 1, month - 1, 15)) };
}
