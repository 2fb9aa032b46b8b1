import type { TestSite } from '#testing/test-site.ts';
import { askRun, runImport, takeRun } from '#transfer/server/index.ts';
import type { ReadingOptions } from '#transfer/source.ts';

/** Brings a source in at once. Returns its counts, and what did not come as `kind id code`. */
export async function bringAll(
	place: TestSite,
	source: string,
	where: string,
	{ dry = false, signal, ...options }: ReadingOptions & { dry?: boolean; signal?: AbortSignal } = {},
) {
	const { id } = await askRun(place.system(), { source, place: where, options, dry, by: 'here' });
	const run = await takeRun(place.system(), { id, worker: 'test' });
	if (!run) throw new Error('not taken');
	const ended = await runImport(place.system(), run, signal ? { signal } : {});
	const findings = await place.site
		.sql`select kind, foreign_id, code from transfer.finding where run = ${id} order by id`;
	return { ...ended, findings: findings.map((one) => `${one['kind']} ${one['foreign_id']} ${one['code']}`) };
}
