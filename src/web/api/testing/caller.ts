import { randomUUID } from 'node:crypto';
import type { Role } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { createMember, createToken } from '#membership/server/index.ts';
import { answerApi } from '#web/api/answer-api.ts';

/** A site for tests, as far as callers need it. */
interface Place {
	as(): Ctx;
	system(): Ctx;
}

/** JSON as tests look into it: a test that names what is not there fails by what it expects. */
export interface Seen {
	id: number;
	code: string;
	title: string;
	url: string;
	slug: string;
	html: string;
	label: string;
	thread: number;
	comment: number;
	fields: Seen[];
	items: Seen[];
	next: string | null;
}

/** What was answered: `body` is parsed JSON, or null. */
export interface Answered {
	status: number;
	headers: Headers;
	body: Seen;
}

/** How to call beside the method and the path. */
export interface Calling {
	token?: string | null;
	/** Sent as JSON; a form as a form. */
	body?: unknown;
	/** Sent as it is. */
	raw?: BodyInit;
	headers?: Record<string, string>;
	/** Default: a visitor's, as the front gives it. */
	ctx?: Ctx;
}

/** Calls the API as the front would, without a server. */
export async function call(
	place: Place,
	method: string,
	path: string,
	{ token, body, raw, headers = {}, ctx }: Calling = {},
): Promise<Answered> {
	const form = body instanceof FormData ? body : undefined;
	const sent = raw ?? form ?? (body === undefined ? undefined : JSON.stringify(body));
	const request = new Request(`http://localhost/api/v1${path}`, {
		method,
		headers: {
			...(token ? { authorization: `Bearer ${token}` } : {}),
			// A form names its own boundary.
			...(sent === undefined || form ? {} : { 'content-type': 'application/json' }),
			...headers,
		},
		...(sent === undefined ? {} : { body: sent, duplex: 'half' }),
	} as RequestInit);
	const response = await answerApi(ctx ?? place.as(), request, randomUUID());
	const text = await response.text();
	return { status: response.status, headers: response.headers, body: (text ? JSON.parse(text) : null) as Seen };
}

let people = 0;

/** Somebody who joined a month ago, with a token of that role. */
export async function sowCaller(
	place: Place,
	role: Role,
	scopes: string[] = ['*'],
): Promise<{ member: number; token: string }> {
	const number = ++people;
	const joined = new Date(place.system().now.getTime() - 30 * 86_400_000);
	const { id: member } = await createMember(place.system(), {
		name: `Caller ${number}`,
		email: `caller-${number}@example.com`,
		role,
		joined,
	});
	const { token } = await createToken(place.system(), { name: 'test', role, member, scopes });
	return { member, token };
}
