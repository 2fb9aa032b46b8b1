import type { RequestEvent } from '@sveltejs/kit';
import { sendForLeave } from '#web/give-leave.ts';

/** Sends somebody to the network to give leave. */
export const GET = (event: RequestEvent): Promise<Response> => sendForLeave(event);
