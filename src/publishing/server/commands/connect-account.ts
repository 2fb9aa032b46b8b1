import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { authorize, memberOf, requireFresh } from '#platform/actor.ts';
import { checkInput } from '#platform/context/check-input.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { networkCalled, practiceGround } from '#network/known-networks.ts';
import type { ConnectedAccount, Connection, Network } from '#network/network.ts';
import { readBrand } from '#site/server/index.ts';
import { mayConnect } from '#publishing/policy.ts';
import { keepAccount } from '#publishing/server/commands/keep-account.ts';
import { keepOffers } from '#publishing/server/commands/keep-offers.ts';
import { keepWay, takeWay, wayLasts } from '#publishing/server/commands/keep-way.ts';
import { asking } from '#publishing/server/asking.ts';
import { findApp } from '#publishing/server/find-app.ts';
import { readFields } from '#publishing/server/read-fields.ts';
import { seal, unseal } from '#publishing/server/seal.ts';
import { wayBack } from '#publishing/server/way-back.ts';

/**
 * Connects the network that ships with the product, with a page named like the brand. Safe to repeat: it is then the
 * same page with a new token. Throws Problem `network.unknown` (409), `network.failed` (502).
 */
export async function connectPractice(ctx: Ctx, input: { name?: string } = {}): Promise<{ account: number }> {
	authorize(ctx.actor, 'account.connect', mayConnect, null);
	const { name } = checkInput(z.object({ name: z.string().trim().min(1).max(200).optional() }), input);
	const network = practiceGround();
	if (network?.connecting.by !== 'house') throw new Problem('network.unknown', 409, { network: '' });
	const { connect } = network.connecting;
	const brand = name ?? (await readBrand(ctx, {})).name;
	const account = await asking(ctx, network, () => connect(ctx, { name: brand || ctx.site.name, key: ctx.site.name }));
	return keepAccount(ctx, { network: network.name, account });
}

const ByToken = z.object({ network: z.string(), given: z.record(z.string(), z.string()) });

/**
 * Connects by what a person copied from the network. The network is called before anything is written, never inside a
 * transaction. Throws Problem `input.invalid`, `network.unknown`, `network.refused` (422), `network.failed` (502).
 */
export async function connectByToken(ctx: Ctx, input: z.input<typeof ByToken>): Promise<{ connected: number }> {
	authorize(ctx.actor, 'account.connect', mayConnect, null);
	requireFresh(ctx.actor);
	const { network: name, given } = checkInput(ByToken, input);
	const network = networkCalled(name);
	if (network.connecting.by !== 'token') throw new Problem('network.unknown', 409, { network: name });
	const { fields, connect } = network.connecting;
	const values = readFields(fields, given);
	return keepAll(ctx, network, await asking(ctx, network, () => connect(ctx, values)));
}

/** Where to send somebody for leave. Throws Problem `network.unknown`, `network.no-app` (409). */
export async function beginConsent(ctx: Ctx, { network: name }: { network: string }): Promise<{ url: string }> {
	authorize(ctx.actor, 'account.connect', mayConnect, null);
	requireFresh(ctx.actor);
	const network = networkCalled(name);
	const known = await findApp(ctx, name);
	if (network.connecting.by !== 'consent') throw new Problem('network.unknown', 409, { network: name });
	if (!known) throw new Problem('network.no-app', 409, { network: network.title(ctx.locale) });
	const { begin } = network.connecting;
	// The way is sealed into the state itself: nothing of it is kept here, and nobody else can come back on it.
	const way = { network: name, member: String(memberOf(ctx.actor)), until: String(ctx.now.getTime() + wayLasts) };
	const state = seal(ctx.site, way, 'way');
	const begun = await asking(ctx, network, async () =>
		begin(ctx, known.app, { back: wayBack(ctx, name), state, verifier: verifierOf(ctx, state) }),
	);
	if (typeof begun === 'string') return { url: begun };
	await keepWay(ctx, { state, kept: begun.kept });
	return { url: begun.url };
}

/**
 * Somebody comes back with leave, or without. One account is connected at once; of several, one chooses. Throws Problem
 * `network.way-lost` (409) when it is not the way they went, or too long ago; `network.refused` (422), `network.failed`.
 */
export async function finishConsent(
	ctx: Ctx,
	{ network: name, answer }: { network: string; answer: URLSearchParams },
): Promise<{ connected: number }> {
	authorize(ctx.actor, 'account.connect', mayConnect, null);
	const network = networkCalled(name);
	const known = await findApp(ctx, name);
	if (network.connecting.by !== 'consent' || !known) throw new Problem('network.unknown', 409, { network: name });
	const state = answer.get('state') ?? '';
	const way = readWay(ctx, state);
	const mine = way && way['network'] === name && way['member'] === String(memberOf(ctx.actor));
	if (!mine || !(Number(way['until']) > ctx.now.getTime())) throw new Problem('network.way-lost', 409);
	const { finish } = network.connecting;
	const kept = await takeWay(ctx, { state });
	const came = { back: wayBack(ctx, name), verifier: verifierOf(ctx, state), answer, ...(kept ? { kept } : {}) };
	const accounts = await asking(ctx, network, () => finish(ctx, known.app, came));
	return keepAll(ctx, network, accounts);
}

/** What only this site can say about a way that somebody was sent on. */
const verifierOf = (ctx: Ctx, state: string): string =>
	createHmac('sha256', ctx.site.key('publishing.verifier')).update(state).digest('base64url');

function readWay(ctx: Ctx, state: string): Connection | null {
	try {
		return unseal(ctx.site, state, 'way');
	} catch {
		return null;
	}
}

async function keepAll(
	ctx: Ctx,
	network: Network,
	accounts: readonly ConnectedAccount[],
): Promise<{ connected: number }> {
	const [only] = accounts;
	if (!only) throw new Problem('network.no-account', 422, { network: network.title(ctx.locale) });
	if (accounts.length > 1) {
		await keepOffers(ctx, { network: network.name, accounts });
		return { connected: 0 };
	}
	await keepAccount(ctx, { network: network.name, account: only });
	return { connected: 1 };
}
