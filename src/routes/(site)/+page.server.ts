import type { RequestEvent } from "@sveltejs/kit";
import { sharedPage } from '#web/shared-page.ts';

export const csr = false;

export function load(event: RequestEvent) {
	sharedPage(event);
	return { name: event.locals.brand.name, locale: event.locals.locale };
}
