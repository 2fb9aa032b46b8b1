import type { RequestEvent } from '@sveltejs/kit';
import { listQrs } from '#publishing/server/index.ts';
import { destinationsFor, keepQrForm } from '#web/qr-form.ts';

export async function load({ locals: { ctx }, url }: RequestEvent) {
	const before = url.searchParams.get('before') ?? undefined;
	const [codes, destinations] = await Promise.all([listQrs(ctx, { before }), destinationsFor(ctx)]);
	return { codes, destinations, first: !before, wanted: url.searchParams.get('to') };
}

export const actions = { default: keepQrForm };
