import type { RequestEvent } from '@sveltejs/kit';
import { practiceApi } from '#network/practice/server/index.ts';

/** The practice network's own API: pages come with their token, nobody's session counts here. */
const serve = ({ locals, request }: RequestEvent): Promise<Response> => practiceApi(locals.ctx, request);

export const GET = serve;
export const POST = serve;
export const fallback = serve;
