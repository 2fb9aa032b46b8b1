import type { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { askedToWait, exchange } from '#network/exchange.ts';
import { graphProblem } from '#network/meta/graph-problem.ts';
import { usageIn } from '#network/meta/graph-usage.ts';
import { readAnswer } from '#network/read-answer.ts';
import type { Usage } from '#network/usage.ts';

/** One call of a Graph API. */
export interface GraphCall {
	/** Address with its version: `https://graph.facebook.com/v26.0`. */
	base: string;
	method?: 'GET' | 'POST' | 'DELETE';
	/** Below the base. */
	path: string;
	/** Empty ones are left out. */
	params?: Record<string, string | number | boolean | null | undefined>;
	token?: string | undefined;
	/** True: this call makes something that must not be there twice. Default: whatever is not GET. */
	creating?: boolean;
	note?: (usage: Usage) => void;
}

/** Asks a Graph API; the token goes in a header, where no log shows it. Throws NetworkProblem. */
export async function callGraph<S extends z.ZodType>(ctx: Ctx, schema: S, call: GraphCall): Promise<z.output<S>> {
	const { base, method = 'GET', path, params = {}, token, creating = method !== 'GET', note } = call;
	const form = new URLSearchParams();
	for (const [name, value] of Object.entries(params))
		if (value !== null && value !== undefined) form.set(name, String(value));
	const url = new URL(`${base}/${path}`);
	if (method === 'GET') url.search = form.toString();
	const answer = await exchange({
		method,
		url: url.href,
		creating,
		// A code and a token are changed for another once.
		again: !creating && !path.endsWith('access_token'),
		timeout: 30_000,
		headers: {
			...(token ? { authorization: `Bearer ${token}` } : {}),
			...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
		},
		...(method === 'POST' ? { body: form.toString() } : {}),
	});
	const usages = usageIn(answer.headers, ctx.now);
	for (const usage of usages) note?.(usage);
	if (answer.status >= 200 && answer.status < 300) return readAnswer(schema, answer.text, creating);
	const told = graphProblem(answer.status, answer.text, creating, regained(usages));
	const problem = askedToWait(told, answer.headers, ctx.now);
	if (problem.trouble === 'rate-limited')
		note?.({ scope: 'account', endpoint: 'calls', share: 1, until: problem.until });
	throw problem;
}

/** The Graph API tells no `Retry-After`: when the allowance that is used up comes back stands with the allowance. */
const regained = (usages: readonly Usage[]): Date | null =>
	usages.reduce<Date | null>(
		(last, { share, until }) => (share >= 1 && until && (!last || until > last) ? until : last),
		null,
	);
