import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import type { ConnectField } from '#network/connect.ts';
import { everyNetwork } from '#network/known-networks.ts';
import type { Connection, Network } from '#network/network.ts';
import { mayConnect, maySeePosts } from '#publishing/policy.ts';
import { offerLasts } from '#publishing/server/commands/keep-offers.ts';
import { findApp } from '#publishing/server/find-app.ts';
import { wayBack } from '#publishing/server/way-back.ts';
import { listAccounts } from '#publishing/server/queries/list-accounts.ts';

/** Every network that the product knows, with how many accounts it has here. */
export const listNetworks = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'account.list', maySeePosts, null);
	const { accounts } = await listAccounts(ctx, {});
	return everyNetwork().map((network) => ({
		name: network.name,
		title: network.title(ctx.locale),
		accounts: accounts.filter((account) => account.network === network.name).length,
	}));
});

/** What the page of one network shows: what is needed, the forms, the accounts. Throws Problem `network.not-found`. */
export const readNetwork = query(z.object({ network: z.string() }), async (ctx, { network: name }) => {
	authorize(ctx.actor, 'account.list', maySeePosts, null);
	const network = everyNetwork().find((one) => one.name === name);
	if (!network) throw notFound('network');
	const { accounts, mayOpenPractice } = await listAccounts(ctx, {});
	const { connecting } = network;
	const known = connecting.by === 'consent' ? await findApp(ctx, name) : null;
	return {
		name,
		title: network.title(ctx.locale),
		...network.needs(ctx.locale),
		by: connecting.by,
		mayConnect: mayConnect(ctx.actor),
		mayOpenPractice,
		fields: fieldsOf(ctx, network, known?.app ?? {}),
		/** True: the network makes the site's own app by itself, and nothing has to be written down there. */
		registers: connecting.by === 'consent' && connecting.register !== undefined,
		/** Where the network sends people back to, and calls us: to be written down there. */
		back: connecting.by === 'consent' ? wayBack(ctx, name) : null,
		calls: network.webhook && known ? { url: `${ctx.site.url}/webhooks/${name}`, word: known.word } : null,
		hasApp: known !== null,
		version: network.version?.(ctx) ?? null,
		accounts: accounts.filter((account) => account.network === name),
		offers: await listOffers(ctx, name),
	};
});

/** The form's fields; what is secret is never shown again. */
function fieldsOf(ctx: Ctx, { connecting }: Network, known: Connection) {
	const fields: readonly ConnectField[] =
		connecting.by === 'consent' ? connecting.app : connecting.by === 'token' ? connecting.fields : [];
	return fields.map(({ name, label, hint, secret, optional }) => ({
		name,
		label: label(ctx.locale),
		hint: hint?.(ctx.locale) ?? null,
		secret: secret ?? false,
		optional: optional ?? false,
		value: secret ? '' : (known[name] ?? ''),
		kept: Boolean(secret && known[name]),
	}));
}

const listOffers = (ctx: Ctx, network: string) =>
	ctx.db
		.selectFrom('publishing.offer')
		.select(['id', 'name', 'url'])
		.where('network', '=', network)
		.where('member', '=', memberOf(ctx.actor))
		.where('offered', '>=', new Date(ctx.now.getTime() - offerLasts))
		.orderBy('id')
		.execute();
