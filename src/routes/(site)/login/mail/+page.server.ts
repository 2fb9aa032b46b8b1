import { loadMailLink, mailLinkActions } from '#web/mail-link.ts';

export const csr = false;

export const load = loadMailLink;
export const actions = mailLinkActions;
