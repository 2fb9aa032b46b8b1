import type { RequestEvent } from '@sveltejs/kit';
import { readQr } from '#publishing/server/index.ts';
import { qrSvg } from '#ui/qr-svg.ts';

/** The code as a file for a printer's program: lines, sharp at any size. */
export async function GET({ locals, params }: RequestEvent): Promise<Response> {
	const { name, url } = await readQr(locals.ctx, { id: params['id'] });
	return new Response(qrSvg(url), {
		headers: {
			'content-type': 'image/svg+xml',
			'content-disposition': `attachment; filename="qr.svg"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, '_')}.svg`,
			'cache-control': 'no-store',
		},
	});
}
