import { sign } from 'node:crypto';
import type { Ctx } from '#platform/context/context.ts';
import { askOutside, type OutsideAnswer, type OutsideCall } from '#platform/outside/ask-outside.ts';
import type { SearchTrouble } from '#seo/search-console.ts';
import type { Credentials } from '#seo/server/search-console/credentials.ts';

const scope = 'https://www.googleapis.com/auth/webmasters.readonly';
/** Rows of one answer, the most that may be asked for. */
const mostRows = 25_000;
const mostAnswer = 32 * 1024 * 1024;

/** Search Console said no, or nothing. */
export class SearchConsoleProblem extends Error {
	readonly trouble: SearchTrouble;
	constructor(trouble: SearchTrouble, said: string) {
		super(`Search Console: ${trouble} (${said.slice(0, 200)})`);
		this.trouble = trouble;
	}
}

/** One row of figures; `keys` are the values of the dimensions that were asked for, in their order. */
export interface ApiRow {
	keys: string[];
	clicks: number;
	impressions: number;
	position: number;
}

export interface ApiQuestion {
	startDate: string;
	endDate: string;
	dimensions: readonly ('date' | 'page' | 'query')[];
}

/** Search Console for one property: asks for a token once and for every row of a question. Throws SearchConsoleProblem. */
export async function openSearchConsole(ctx: Ctx, property: string, credentials: Credentials) {
	const token = await askToken(ctx, credentials);
	const address = `${ctx.settings.searchConsoleUrl}/webmasters/v3/sites/${encodeURIComponent(property)}/searchAnalytics/query`;
	return async function* rows(question: ApiQuestion): AsyncGenerator<ApiRow[]> {
		for (let startRow = 0; ; startRow += mostRows) {
			const answer = await ask(ctx, address, {
				method: 'POST',
				headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
				// Figures that will change no more: a day that is not among them yet is asked for again.
				body: JSON.stringify({ ...question, type: 'web', dataState: 'final', rowLimit: mostRows, startRow }),
				most: mostAnswer,
				timeout: 60_000,
			});
			if (answer.status !== 200) throw new SearchConsoleProblem(troubleOf(answer), answer.text);
			const { rows = [] } = parsed(answer) as { rows?: ApiRow[] };
			yield rows;
			if (rows.length < mostRows) return;
		}
	};
}

/** A token for an hour (RFC 7523 for a service account, RFC 6749 §6 for a person). */
async function askToken(ctx: Ctx, key: Credentials): Promise<string> {
	const form = new URLSearchParams(
		key.type === 'service_account'
			? { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: assertionOf(ctx, key) }
			: {
					grant_type: 'refresh_token',
					client_id: key.client_id,
					client_secret: key.client_secret,
					refresh_token: key.refresh_token,
				},
	);
	const answer = await ask(ctx, ctx.settings.googleTokenUrl, {
		method: 'POST',
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: form.toString(),
	});
	if (answer.status === 429 || answer.status >= 500) throw new SearchConsoleProblem('unreachable', answer.text);
	const token = (parsed(answer) as { access_token?: unknown }).access_token;
	if (answer.status !== 200 || typeof token !== 'string') throw new SearchConsoleProblem('revoked', answer.text);
	return token;
}

function assertionOf(ctx: Ctx, key: Extract<Credentials, { type: 'service_account' }>): string {
	const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
	const issued = Math.floor(ctx.now.getTime() / 1000);
	const claims = { iss: key.client_email, scope, aud: ctx.settings.googleTokenUrl, iat: issued, exp: issued + 3600 };
	const said = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`;
	return `${said}.${sign('sha256', Buffer.from(said), key.private_key).toString('base64url')}`;
}

async function ask(ctx: Ctx, address: string, call: OutsideCall): Promise<OutsideAnswer> {
	try {
		return await askOutside(ctx.settings, address, call);
	} catch (error) {
		throw new SearchConsoleProblem('unreachable', String(error));
	}
}

function parsed(answer: OutsideAnswer): object {
	try {
		return (JSON.parse(answer.text) as object | null) ?? {};
	} catch {
		throw new SearchConsoleProblem('unreachable', `${answer.status}, not JSON`);
	}
}

/** Google tells a used-up allowance from a missing permission by the reason alone: both are 403. */
function troubleOf(answer: OutsideAnswer): SearchTrouble {
	if (answer.status === 401) return 'revoked';
	if (answer.status === 429 || /quotaExceeded|rateLimitExceeded|RESOURCE_EXHAUSTED/i.test(answer.text)) return 'quota';
	if (answer.status === 403) return 'forbidden';
	return answer.status >= 400 && answer.status < 500 ? 'property' : 'unreachable';
}
