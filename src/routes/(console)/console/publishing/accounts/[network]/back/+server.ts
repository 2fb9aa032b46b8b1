import { redirect, type RequestEvent } from '@sveltejs/kit';
import { comeBack } from '#web/give-leave.ts';

/** Somebody comes back from the network, with leave or without. */
export async function GET(event: RequestEvent): Promise<Response> {
	redirect(303, await comeBack(event));
}
