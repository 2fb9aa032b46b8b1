import { redirect, type RequestEvent } from '@sveltejs/kit';
import { readNotice } from '#membership/server/index.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const notice = await readNotice(personalPage(event), {});
	if (notice.path) redirect(303, notice.path);
	return { notice };
}
