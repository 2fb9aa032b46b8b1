import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import type { ConnectedAccount, Connection, OwnAccount, Renewed } from '#network/connect.ts';
import { callXrpc } from '#network/bluesky/xrpc.ts';
import { NetworkProblem } from '#network/network-problem.ts';

const Session = z.object({ did: z.string(), handle: z.string(), accessJwt: z.string(), refreshJwt: z.string() });

/** The key that acts lasts two hours; the one that renews it is used up by that and lasts for months. Milliseconds. */
const renewAfter = 90 * 60_000;

const connectionOf = ({ did, handle, accessJwt, refreshJwt }: z.output<typeof Session>): Connection => ({
	did,
	handle,
	access: accessJwt,
	refresh: refreshJwt,
});

/** Signs in once with a password made for this app; the password itself is not kept. */
export async function openSession(ctx: Ctx, { handle = '', password = '' }: Connection): Promise<ConnectedAccount[]> {
	const identifier = handle.replace(/^@/, '');
	const session = await callXrpc(ctx, Session, {
		name: 'com.atproto.server.createSession',
		body: { identifier, password },
	});
	return [
		{
			id: session.did,
			name: session.handle,
			url: `https://bsky.app/profile/${session.handle}`,
			connection: connectionOf(session),
			renew: new Date(ctx.now.getTime() + renewAfter),
		},
	];
}

export async function renewSession(ctx: Ctx, { connection }: OwnAccount): Promise<Renewed> {
	if (!connection['refresh']) throw new NetworkProblem('auth-revoked', { code: 'no key' });
	const session = await callXrpc(ctx, Session, {
		name: 'com.atproto.server.refreshSession',
		token: connection['refresh'],
	});
	return { connection: connectionOf(session), renew: new Date(ctx.now.getTime() + renewAfter) };
}
