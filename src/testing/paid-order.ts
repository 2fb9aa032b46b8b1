import { recordOrder } from '#commerce/server/index.ts';
import type { TestSite } from '#testing/test-site.ts';

/** What the shop tells of an order that somebody paid with this address; the shop is connected as `shop`. */
export const paidOrder = ({ system, clock }: TestSite, email: string, id: string, total = 1280): Promise<unknown> =>
	recordOrder(system(), {
		source: 'shop',
		event: {
			id: `e-${id}`,
			type: 'order.paid',
			order: { id, email, currency: 'TWD', total, placed: clock.now().toISOString(), items: [] },
		},
	} as never);
