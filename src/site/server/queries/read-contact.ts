import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import type { Contact } from '#site/contact.ts';

/** How the house is reached. A page that shows it is about `site`, as every page is. */
export const readContact = query(z.object({}), async (ctx): Promise<Contact> => {
	const row = await ctx.db.selectFrom('site.contact').selectAll().executeTakeFirstOrThrow();
	return {
		company: row.company,
		companyEn: row.company_en,
		taxId: row.tax_id,
		address: row.address,
		addressEn: row.address_en,
		phone: row.phone,
		email: row.email,
		hours: row.hours,
		hoursEn: row.hours_en,
	};
});
