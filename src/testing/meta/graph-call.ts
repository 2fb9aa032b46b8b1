import type { MetaToken, MetaWorld } from '#testing/meta/meta-world.ts';

/** One call of a Graph API, as its handlers see it. */
export interface GraphCall {
	world: MetaWorld;
	method: string;
	/** The path without its version, cut at slashes. */
	path: string[];
	params: Record<string, string>;
	token: MetaToken | null;
	/** The token itself. */
	bearer: string;
}

/** An answer: status and body. */
export type GraphAnswer = [status: number, body: object];

/** A refusal as the Graph API says it. The texts of most are from memory; codes and subcodes are from its pages. */
export class GraphRefusal extends Error {
	readonly status: number;
	readonly body: object;
	constructor(code: number, message: string, { subcode, status = 400 }: { subcode?: number; status?: number } = {}) {
		super(message);
		this.status = status;
		this.body = {
			error: {
				message,
				type: 'OAuthException',
				code,
				...(subcode ? { error_subcode: subcode } : {}),
				fbtrace_id: 'A1',
			},
		};
	}
}

/** Refuses what it does not know, so that no adapter gets away with a wrong name. */
export function allow(call: GraphCall, ...names: string[]): void {
	const strange = Object.keys(call.params).filter((name) => !names.includes(name));
	if (strange.length) throw new GraphRefusal(100, `Unexpected parameter: ${strange.join(', ')}`);
}

/** The fields that were asked for; refuses those that are not there. */
export function fieldsOf(call: GraphCall, known: readonly string[]): string[] {
	const names = (call.params['fields'] ?? 'id')
		.replace(/\{[^{}]*\}/g, '')
		.replace(/\.[a-z_]+\([^)]*\)/g, '')
		.split(',')
		.map((name) => name.trim());
	const strange = names.filter((name) => name && name !== 'id' && !known.includes(name));
	if (strange.length)
		throw new GraphRefusal(100, `(#100) Tried accessing nonexisting field (${strange[0]}) on node type`);
	return ['id', ...names];
}

/** Only these of a thing's fields, and none that are empty. */
export const pick = (whole: Record<string, unknown>, fields: readonly string[]): Record<string, unknown> =>
	Object.fromEntries(Object.entries(whole).filter(([name, value]) => fields.includes(name) && value !== undefined));

export const graphTime = (time: Date): string => time.toISOString().replace(/\.\d+Z$/, '+0000');

/** One part of a list, as cursors cut it. */
export function partOf<T extends { id: string }>(
	call: GraphCall,
	all: readonly T[],
	show: (one: T) => Record<string, unknown>,
): GraphAnswer {
	const limit = Math.min(100, Number(call.params['limit'] ?? 25));
	const from = call.params['after'] ? all.findIndex(({ id }) => id === call.params['after']) + 1 : 0;
	const part = all.slice(from, from + limit);
	const last = part.at(-1);
	const more = from + limit < all.length;
	const paging = last
		? {
				paging: {
					cursors: { before: part[0]!.id, after: last.id },
					...(more ? { next: 'https://graph.invalid/next' } : {}),
				},
			}
		: {};
	return [200, { data: part.map(show), ...paging }];
}
