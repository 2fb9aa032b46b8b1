import type { RequestEvent } from '@sveltejs/kit';
import { layCards, readSheet } from '#publishing/qr.ts';
import { listChosenQrs } from '#publishing/server/index.ts';
import { qrSvg } from '#ui/qr-svg.ts';

export async function load({ locals, url }: RequestEvent) {
	const ids = url.searchParams.getAll('of').filter((id) => /^[1-9]\d{0,14}$/.test(id));
	const codes = await listChosenQrs(locals.ctx, { ids: ids.slice(0, 60) });
	const { size, copies } = readSheet(url.searchParams);
	const pictures = Object.fromEntries(codes.map(({ id, url: address }) => [id, qrSvg(address)]));
	return { codes, size, copies, pictures, pages: layCards(codes, size, copies) };
}
