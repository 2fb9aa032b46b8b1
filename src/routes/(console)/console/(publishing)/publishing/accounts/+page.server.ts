import type { RequestEvent } from '@sveltejs/kit';
import { checkAccount, disconnectAccount, listAccounts, listNetworks } from '#publishing/server/index.ts';
import { goOn, readForm, submit } from '#web/form.ts';
import type { Ctx } from '#platform/context/context.ts';

export async function load({ locals: { ctx } }: RequestEvent) {
	return { ...(await listAccounts(ctx, {})), networks: await listNetworks(ctx, {}) };
}

const onAccount = (work: (ctx: Ctx, input: { account: string }) => Promise<unknown>) => async (event: RequestEvent) => {
	const { account = '' } = await readForm(event);
	const done = await submit(event, { account }, async () => void (await work(event.locals.ctx, { account })));
	return done ?? goOn(undefined, '/console/publishing/accounts');
};

export const actions = { check: onAccount(checkAccount), disconnect: onAccount(disconnectAccount) };
