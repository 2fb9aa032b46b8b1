import type { RequestEvent } from '@sveltejs/kit';
import { listGroups } from '#membership/server/index.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;

export const load = async (event: RequestEvent) => ({ groups: await listGroups(personalPage(event), {}) });
