import type { RequestEvent } from '@sveltejs/kit';
import { authorize } from '#platform/actor.ts';
import { mayShare } from '#publishing/policy.ts';
import { listAccounts } from '#publishing/server/index.ts';
import { importPostFile } from '#web/post-file-form.ts';

export async function load({ locals: { ctx } }: RequestEvent) {
	authorize(ctx.actor, 'post.share', mayShare, null);
	const { accounts } = await listAccounts(ctx, {});
	return { accounts: accounts.map(({ id, name, title }) => ({ id, name, title })) };
}

export const actions = { check: importPostFile(true), run: importPostFile(false) };
