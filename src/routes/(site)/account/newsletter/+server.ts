import { redirect } from '@sveltejs/kit';

/** Letters that were sent before lead here: the page of preferences has become one. */
export const GET = (): never => redirect(301, '/account/preferences');
