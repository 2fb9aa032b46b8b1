import { importRedirects } from '#web/redirect-form.ts';

export const actions = { check: importRedirects(true), run: importRedirects(false) };
