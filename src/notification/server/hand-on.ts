import type { Ctx } from '#platform/context/context.ts';
import { gather } from '#notification/server/bundle/gather.ts';
import { callDevices } from '#notification/server/push/call-devices.ts';

/** Hands what members were just told about a comment on to the ways that leave the house: mail, and their devices. Safe to run twice. */
export async function handOn(ctx: Ctx, comment: number): Promise<void> {
	await gather(ctx, comment);
	await callDevices(ctx, { comment });
}
