import { job } from '#platform/job/job.ts';

/**
 * Brings one activity to one inbox, signed. What it says is looked up at this moment: what may no longer be read is not sent, whatever was asked an hour
 * ago. A server that has a bad day is asked again, for about three days; one that says that nobody is there is forgotten.
 */
export const deliver = job<{ delivery: number }>(
	'federation.deliver',
	{ retries: 12, pause: 60, patient: true },
	async (ctx, { delivery }) => (await import('#federation/server/send-delivery.ts')).sendDelivery(ctx, delivery),
);
