import type { RequestEvent } from '@sveltejs/kit';
import { comeBack } from '#web/give-leave.ts';

/** Somebody comes back from the network, with leave or without. */
export const GET = (event: RequestEvent): Promise<Response> => comeBack(event);
