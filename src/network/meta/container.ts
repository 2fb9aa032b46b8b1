import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { lookBack } from '#network/look-back.ts';
import { askAs } from '#network/meta/ask-as.ts';
import type { Found, OwnAccount, Published } from '#network/network.ts';
import { asNetworkProblem, NetworkProblem, passes, unlessGone } from '#network/network-problem.ts';
import { webAddress } from '#network/read-answer.ts';

/** How one of Meta's networks publishes in two steps: something is prepared in a container, and the container goes out. */
export interface ContainerWay {
	base(ctx: Ctx): string;
	/** Which field of a container says how it stands. */
	status: 'status' | 'status_code';
	/** Below the account: what publishes a container, and the list of what went out. */
	publish: string;
	list: string;
	/** Which field of what went out is its text. */
	text: 'text' | 'caption';
}

const Made = z.object({ id: z.string().min(1) });
const Status = z.object({
	status: z.string().optional(),
	status_code: z.string().optional(),
	error_message: z.string().optional(),
});
const Listed = z.object({
	data: z.array(
		z.object({
			id: z.string(),
			text: z.string().optional(),
			caption: z.string().optional(),
			permalink: z.string().optional(),
			timestamp: z.string(),
		}),
	),
	paging: z.object({ cursors: z.object({ after: z.string() }).optional(), next: z.string().optional() }).optional(),
});

/** Most posts of one part, and parts that are looked through. */
const [perPart, mostParts] = [100, 30];

/** What a container became: a post; nothing yet; or nobody can tell. */
export async function findContained(
	ctx: Ctx,
	way: ContainerWay,
	account: OwnAccount,
	{ staged, text, since }: { staged: string | null; text: string; since: Date },
): Promise<Found> {
	// Nothing is published by a number that was not kept before.
	if (!staged) return 'absent';
	const { state } = await readContainer(ctx, way, account, staged);
	return state === 'PUBLISHED' ? locate(ctx, way, account, text, since) : 'absent';
}

/**
 * Publishes a container, unless it is out already: that works once, so it may be asked for again. Throws NetworkProblem
 * `media-processing` while it is not ready, `stage-lost` when it has to be prepared anew, `media-rejected`.
 */
export async function publishContained(
	ctx: Ctx,
	way: ContainerWay,
	account: OwnAccount,
	{ staged, text }: { staged: string | null; text: string },
): Promise<Published> {
	if (!staged) throw new NetworkProblem('stage-lost');
	const { state, error } = await readContainer(ctx, way, account, staged);
	if (state === 'PUBLISHED') return found(await locate(ctx, way, account, text, new Date(0)), staged);
	if (state === 'IN_PROGRESS') throw new NetworkProblem('media-processing', {}, new Date(ctx.now.getTime() + 60_000));
	if (state === 'EXPIRED') throw new NetworkProblem('stage-lost', { code: state });
	if (state === 'ERROR') throw new NetworkProblem('media-rejected', { reason: error.slice(0, 300) });
	const call = { method: 'POST', path: `${account.id}/${way.publish}`, params: { creation_id: staged } } as const;
	const { id } = await askAs(way.base)(ctx, account, Made, call);
	return { id, url: await permalink(ctx, way, account, id) };
}

async function readContainer(ctx: Ctx, way: ContainerWay, account: OwnAccount, staged: string) {
	const fields = way.status === 'status' ? 'status,error_message' : 'status_code,status';
	const call = { path: encodeURIComponent(staged), params: { fields } };
	const answer = await unlessGone(askAs(way.base)(ctx, account, Status, call));
	if (!answer) return { state: 'EXPIRED', error: '' };
	return { state: answer[way.status] ?? 'IN_PROGRESS', error: answer.error_message ?? answer.status ?? '' };
}

/** What stands there with these words, newest first. Our link is one of a kind and part of them. */
async function locate(ctx: Ctx, way: ContainerWay, account: OwnAccount, text: string, since: Date): Promise<Found> {
	const found = await lookBack(account, {
		async part(own, after) {
			const params = { fields: `id,${way.text},permalink,timestamp`, limit: perPart, after };
			const { data, paging } = await askAs(way.base)(ctx, own, Listed, { path: `${account.id}/${way.list}`, params });
			return { all: data, next: paging?.next ? (paging.cursors?.after ?? null) : null };
		},
		said: ({ timestamp }) => new Date(timestamp).getTime(),
		isOurs: (one) => (one[way.text] ?? '') === text,
		standing: (one) => ({ id: one.id, url: webAddress(one.permalink) }),
		since,
		most: mostParts,
	});
	// It is out, its container says so: not seen is not absent.
	return found === 'absent' ? 'cannot-tell' : found;
}

/** It is out, that much is known; without a number of its own nothing can be collected under it, so a person is asked for it. */
function found(located: Found, staged: string): Published {
	if (typeof located === 'object') return located;
	throw new NetworkProblem('duplicate', { code: staged });
}

/** Where it is read. That this cannot be learnt takes nothing from the post being out. */
async function permalink(ctx: Ctx, way: ContainerWay, account: OwnAccount, id: string): Promise<string | null> {
	const schema = z.object({ permalink: z.string().optional() });
	try {
		const call = { path: id, params: { fields: 'permalink' } };
		return webAddress((await askAs(way.base)(ctx, account, schema, call)).permalink);
	} catch (error) {
		if (!passes(asNetworkProblem(error))) ctx.log.info('no address for a post', { post: id });
		return null;
	}
}
