import { searchPage } from '#web/search-page.ts';

export const csr = false;
export const load = searchPage;
