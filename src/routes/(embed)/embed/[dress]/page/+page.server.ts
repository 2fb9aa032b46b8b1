import { redirect, type RequestEvent } from '@sveltejs/kit';
import { notFound } from '#platform/problem.ts';
import { plainAddress } from '#embed/address.ts';
import { dressOf, framedThreadPath } from '#embed/dress.ts';
import { findPage, listHosts } from '#embed/server/index.ts';
import { sharedPage } from '#web/shared-page.ts';

export const csr = false;

/** The frame of a page elsewhere: its conversation when there is one, else the place for the first word. */
export async function load(event: RequestEvent) {
	const address = plainAddress(event.url.searchParams.get('address') ?? '');
	if (!dressOf(event.url.pathname) || address === null) throw notFound('page');
	const ctx = sharedPage(event);
	const hosts = await listHosts(ctx, {});
	if (!hosts.includes(new URL(address).origin)) throw notFound('page');
	const page = await findPage(ctx, { address });
	if (page) redirect(302, framedThreadPath(event.params['dress'] as string, page.thread));
	return { hosts, address };
}
