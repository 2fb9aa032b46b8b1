import { redirect, type RequestEvent } from '@sveltejs/kit';
import { sendForLeave } from '#web/give-leave.ts';

/** Sends somebody to the network to give leave. */
export async function GET(event: RequestEvent): Promise<Response> {
	redirect(303, await sendForLeave(event));
}
