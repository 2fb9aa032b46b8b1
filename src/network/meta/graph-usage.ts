import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import type { Usage } from '#network/usage.ts';

const Share = z.object({
	call_count: z.number().default(0),
	total_time: z.number().default(0),
	total_cputime: z.number().default(0),
});
const Business = z.record(
	z.string(),
	z.array(Share.extend({ type: z.string().default(''), estimated_time_to_regain_access: z.number().default(0) })),
);

const most = ({ call_count: calls, total_time: time, total_cputime: cpu }: z.output<typeof Share>): number =>
	Math.max(calls, time, cpu) / 100;

/**
 * What the headers of an answer say is used: percentages, throttled at 100. The app's own allowance and the page's are
 * counted over an hour; those of business use cases say themselves how many minutes are left.
 */
export function usageIn(headers: IncomingHttpHeaders, now: Date): Usage[] {
	const found: Usage[] = [];
	const app = read(Share, headers['x-app-usage']);
	if (app) found.push({ scope: 'app', share: most(app), until: null });
	const page = read(Share, headers['x-page-usage']);
	if (page) found.push({ scope: 'account', share: most(page), until: null });
	for (const [, cases] of Object.entries(read(Business, headers['x-business-use-case-usage']) ?? {}))
		for (const one of cases)
			found.push({
				scope: 'account',
				endpoint: one.type.slice(0, 60),
				share: most(one),
				until: one.estimated_time_to_regain_access
					? new Date(now.getTime() + one.estimated_time_to_regain_access * 60_000)
					: null,
			});
	return found;
}

function read<S extends z.ZodType>(schema: S, header: string | string[] | undefined): z.output<S> | null {
	if (typeof header !== 'string') return null;
	try {
		return schema.safeParse(JSON.parse(header)).data ?? null;
	} catch {
		return null;
	}
}
