import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import type { Connection } from '#network/connect.ts';
import { exchange } from '#network/exchange.ts';
import { callGraph } from '#network/meta/graph.ts';
import { graphProblem } from '#network/meta/graph-problem.ts';
import { LongToken } from '#network/meta/long-token.ts';
import { NetworkProblem } from '#network/network-problem.ts';
import { codeFrom } from '#network/oauth-code.ts';
import { readAnswer } from '#network/read-answer.ts';

/** Permissions come as a list or as one text with commas; not every network tells them. */
const ShortToken = z.object({
	access_token: z.string().min(1),
	permissions: z.union([z.array(z.string()), z.string().transform((text) => text.split(','))]).optional(),
});

/** How one of Meta's networks makes a code into a token. */
export interface CodeWay {
	/** Where a code is exchanged, and where a token is made to last. */
	tokens: string;
	address: string;
	/** What this network calls making it last. */
	grant: string;
	/** Without these nothing can be done; asked of what the network tells. */
	needed: readonly string[];
}

/** A token that lasts sixty days, for the code that somebody came back with. Throws NetworkProblem `permission` when they gave none or too little. */
export async function exchangeCode(
	ctx: Ctx,
	{ tokens, address, grant, needed }: CodeWay,
	app: Connection,
	{ back, answer }: { back: string; answer: URLSearchParams },
): Promise<z.output<typeof LongToken>> {
	// Instagram appends `#_` to the code, which browsers may keep.
	const code = codeFrom(answer).replace(/#_$/, '');
	const form = {
		client_id: app['id'] ?? '',
		client_secret: app['secret'] ?? '',
		grant_type: 'authorization_code',
		redirect_uri: back,
		code,
	};
	const answered = await exchange({
		method: 'POST',
		url: `${tokens}/oauth/access_token`,
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams(form).toString(),
		creating: false,
	});
	if (answered.status !== 200) throw graphProblem(answered.status, answered.text, false, null);
	const short = readAnswer(ShortToken, answered.text, false);
	const missing = needed.filter((scope) => short.permissions && !short.permissions.includes(scope));
	if (missing.length) throw new NetworkProblem('permission', { code: missing.join(' ') });
	return callGraph(ctx, LongToken, {
		base: address,
		path: 'access_token',
		params: { grant_type: grant, client_secret: app['secret'] },
		token: short.access_token,
	});
}
