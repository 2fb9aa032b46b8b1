import type { Ctx } from '#platform/context/context.ts';
import { versionSetting } from '#network/address.ts';

/** The last day of each version that has one, as announced with the version after the next. */
const ends: Readonly<Record<string, string>> = {
	'v20.0': '2026-09-24',
	'v21.0': '2027-01-21',
	'v22.0': '2027-05-20',
	'v23.0': '2027-10-08',
	'v24.0': '2028-02-18',
	'v25.0': '2028-07-29',
};

/** The version of the Graph API that is spoken. */
export const graphVersion = versionSetting(
	'GRAPH_VERSION',
	'Version of the Graph API that Facebook pages and Instagram are asked in.',
	'v26.0',
	/^v\d{1,2}\.\d$/,
);

/** The same with its end; null: none was announced. */
export function graphVersionEnd(ctx: Ctx): { name: string; ends: Date | null } {
	const name = graphVersion(ctx);
	return { name, ends: ends[name] ? new Date(ends[name]) : null };
}
