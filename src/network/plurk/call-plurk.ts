import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { addressSetting } from '#network/address.ts';
import { askApi } from '#network/call-api.ts';
import type { Connection } from '#network/connect.ts';
import type { ExchangeAnswer } from '#network/exchange.ts';
import { NetworkProblem, type NetworkTrouble } from '#network/network-problem.ts';
import { signPlurk } from '#network/plurk/sign-plurk.ts';
import { readAnswer } from '#network/read-answer.ts';
import { readRefusal, statusProblem } from '#network/status-problem.ts';

export const plurkAddress = addressSetting('PLURK_URL', 'Base URL of Plurk.', 'https://www.plurk.com');

export interface PlurkCall {
	/** `/APP/Timeline/plurkAdd`. */
	path: string;
	form?: Record<string, string | number>;
	/** A form with a file, which is not signed. */
	parts?: FormData;
	creating?: boolean;
	more?: Record<string, string>;
}

/** Who asks: the site's app, and the account that it may act for. */
export interface Asker {
	connection: Connection;
	app: Connection | null;
}

/** Asks Plurk. Throws NetworkProblem. */
export async function callPlurk<S extends z.ZodType>(
	ctx: Ctx,
	as: Asker,
	schema: S,
	call: PlurkCall,
): Promise<z.output<S>> {
	return readAnswer(schema, (await askPlurk(ctx, as, call)).text, call.creating ?? false);
}

/**
 * The same, with the answer as it came. What is signed carries a time, and Plurk takes none that is minutes off: when our
 * clock is wrong, its own (in the header of the refusal, after which nothing was done) is signed with, once.
 */
export async function askPlurk(ctx: Ctx, as: Asker, call: PlurkCall): Promise<ExchangeAnswer> {
	try {
		return await send(ctx, as, call, ctx.now);
	} catch (error) {
		if (!(error instanceof NetworkProblem) || error.details['code'] !== 'clock') throw error;
		const theirs = new Date(String(error.details['date']));
		if (Number.isNaN(theirs.getTime())) throw error;
		return send(ctx, as, call, theirs);
	}
}

function send(ctx: Ctx, { connection, app }: Asker, call: PlurkCall, time: Date): Promise<ExchangeAnswer> {
	const { path, form = {}, parts, creating = false, more } = call;
	const base = plurkAddress(ctx);
	const fields = Object.fromEntries(Object.entries(form).map(([name, value]) => [name, String(value)]));
	const { token, secret } = connection;
	const authorization = signPlurk({
		url: `${base}${path}`,
		form: parts ? {} : fields,
		app: { id: app?.['id'] ?? '', secret: app?.['secret'] ?? '' },
		token: token && secret ? { key: token, secret } : undefined,
		...(more ? { more } : {}),
		time,
	});
	const api = {
		now: ctx.now,
		base,
		headers: { authorization },
		problem: (answer: ExchangeAnswer): NetworkProblem => plurkProblem(ctx, answer, creating),
	};
	return askApi(api, { method: 'POST', path, body: parts ? { parts } : { form: fields }, creating });
}

const Refused = z.object({ error_text: z.string() });

/** What its texts mean; it has no codes but those of OAuth, which begin with 40. */
const told: readonly (readonly [RegExp, NetworkTrouble, number?])[] = [
	[/anti-flood-same-content/, 'duplicate'],
	[/anti-flood-too-many-new/, 'rate-limited', 10],
	[/anti-flood-spam-domain/, 'rate-limited', 60],
	[/plurk not found/i, 'not-found'],
	[/no permissions|must be friends|no-permission-to-comment/i, 'permission'],
	[/invalid file/i, 'media-rejected'],
	[/suspended|banned/i, 'account-restricted'],
	[/^40\d{3}:/, 'auth-revoked'],
];

function plurkProblem(ctx: Ctx, { status, headers, text }: ExchangeAnswer, creating: boolean): NetworkProblem {
	const reason = (Refused.safeParse(readRefusal(text)).data?.error_text ?? '').slice(0, 300);
	if (/^40\d{3}:.*timestamp/i.test(reason))
		return new NetworkProblem('transient', { code: 'clock', reason, date: String(headers.date ?? '') });
	const details = { code: status, reason };
	const [, trouble, minutes] = (status < 500 && told.find(([pattern]) => pattern.test(reason))) || [];
	if (!trouble) return statusProblem(status, creating, details);
	return new NetworkProblem(trouble, details, minutes ? new Date(ctx.now.getTime() + minutes * 60_000) : null);
}
