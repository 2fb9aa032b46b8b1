import { redirect, type RequestEvent } from '@sveltejs/kit';
import { mayChangeQr } from '#publishing/policy.ts';
import { readQr, resumeQr, stopQr } from '#publishing/server/index.ts';
import { qrSvg } from '#ui/qr-svg.ts';
import { submit } from '#web/form.ts';
import { destinationsFor, keepQrForm } from '#web/qr-form.ts';

export async function load({ locals: { ctx, actor }, params, url }: RequestEvent) {
	const [code, destinations] = await Promise.all([readQr(ctx, { id: params['id'] }), destinationsFor(ctx)]);
	const may = mayChangeQr(actor, code);
	return { code, destinations, picture: qrSvg(code.url), may, saved: url.searchParams.has('saved') };
}

const switchTo = (work: typeof stopQr) => (event: RequestEvent) =>
	submit(event, {}, async () => {
		const { id } = await work(event.locals.ctx, { id: event.params['id'] });
		redirect(303, `/console/publishing/codes/${id}`);
	});

export const actions = { keep: keepQrForm, stop: switchTo(stopQr), resume: switchTo(resumeQr) };
