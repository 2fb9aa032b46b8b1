import type { LookupFunction } from 'node:net';
import type { z } from 'zod';
import { askedToWait, exchange, type Exchange, type ExchangeAnswer } from '#network/exchange.ts';
import type { NetworkProblem } from '#network/network-problem.ts';
import { readAnswer } from '#network/read-answer.ts';
import type { Usage } from '#network/usage.ts';

/** Values of an address or a form; a list stands there once for each. What is empty is left out. */
export type Params = Record<string, string | number | boolean | null | undefined | readonly string[]>;

/** What is sent along. `parts` is a form with files. */
export type Body = { json: object } | { form: Params } | { parts: FormData } | { bytes: Buffer; type: string };

/** One call of a network that speaks JSON over HTTP. */
export interface ApiCall {
	method?: Exchange['method'];
	/** Below the base. */
	path: string;
	params?: Params;
	body?: Body;
	headers?: Record<string, string>;
	/** True: what it makes must not be there twice. Default: whatever is not GET. */
	creating?: boolean;
	/** Milliseconds for everything. */
	timeout?: number;
}

/** How one network is asked. */
export interface Api {
	now: Date;
	base: string;
	headers: Record<string, string>;
	/** For an address that a person gave. */
	lookup?: LookupFunction | undefined;
	/** What its headers say of our allowance. */
	usage?(answer: ExchangeAnswer): readonly Usage[];
	note?(usage: Usage): void;
	/** What an answer means that is no success. */
	problem(answer: ExchangeAnswer, creating: boolean, call: ApiCall): NetworkProblem;
}

/** Asks, and gives the answer as it came when it is a success. Throws NetworkProblem. */
export async function askApi(api: Api, call: ApiCall): Promise<ExchangeAnswer> {
	const { method = 'GET', path, params, body, headers, creating = method !== 'GET', timeout = 30_000 } = call;
	const query = params ? toForm(params).toString() : '';
	const sent = body ? await toBytes(body) : null;
	const answer = await exchange({
		method,
		url: `${api.base}${path}${query ? `?${query}` : ''}`,
		creating,
		again: method === 'GET',
		timeout,
		headers: { ...api.headers, ...headers, ...(sent ? { 'content-type': sent.type } : {}) },
		...(sent ? { body: sent.content } : {}),
		...(api.lookup ? { lookup: api.lookup } : {}),
	});
	for (const usage of api.usage?.(answer) ?? []) api.note?.(usage);
	if (answer.status >= 200 && answer.status < 300) return answer;
	throw askedToWait(api.problem(answer, creating, call), answer.headers, api.now);
}

/** The same, with the answer's JSON as `schema` wants it. */
export async function callApi<S extends z.ZodType>(api: Api, schema: S, call: ApiCall): Promise<z.output<S>> {
	const answer = await askApi(api, call);
	return readAnswer(schema, answer.text || '{}', call.creating ?? (call.method ?? 'GET') !== 'GET');
}

function toForm(params: Params): URLSearchParams {
	const form = new URLSearchParams();
	for (const [name, value] of Object.entries(params)) {
		if (value === null || value === undefined) continue;
		if (typeof value === 'object') for (const one of value) form.append(name, one);
		else form.set(name, String(value));
	}
	return form;
}

async function toBytes(body: Body): Promise<{ content: Buffer; type: string }> {
	if ('json' in body) return { content: Buffer.from(JSON.stringify(body.json)), type: 'application/json' };
	if ('form' in body)
		return { content: Buffer.from(toForm(body.form).toString()), type: 'application/x-www-form-urlencoded' };
	if ('bytes' in body) return { content: body.bytes, type: body.type };
	// A call goes out whole, with its length: the platform writes a form with files as bytes.
	const written = new Response(body.parts);
	return { content: Buffer.from(await written.arrayBuffer()), type: written.headers.get('content-type') ?? '' };
}
