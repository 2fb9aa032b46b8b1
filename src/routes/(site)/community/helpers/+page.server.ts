import type { RequestEvent } from '@sveltejs/kit';
import { spans, type Span } from '#community/helping.ts';
import { listHelpers } from '#community/server/index.ts';
import { sharedPage } from '#web/shared-page.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const asked = event.url.searchParams.get('span');
	const span: Span = spans.find((one) => one === asked) ?? 'week';
	return { span, helpers: await listHelpers(sharedPage(event), { span }) };
}
