import type { RequestEvent } from '@sveltejs/kit';
import { sharedPage } from '#web/shared-page.ts';

export const csr = false;

/** What a member's browser shows where there is no network. */
export const load = (event: RequestEvent) => void sharedPage(event);
