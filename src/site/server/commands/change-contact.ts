import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { mayChangeSite } from '#site/policy.ts';
import { isTaxId } from '#site/tax-id.ts';

const line = (most: number) => z.string().trim().max(most, 'too-long').default('');

export const ChangeContact = z.object({
	company: line(80),
	companyEn: line(120),
	taxId: line(20)
		.transform((text) => text.normalize('NFKC').replace(/[\s-]/g, ''))
		.refine((text) => text === '' || isTaxId(text), 'tax-id'),
	address: line(160),
	addressEn: line(240),
	phone: line(40).refine((text) => text === '' || /^\+?[\d\s()#-]{6,40}$/.test(text), 'phone'),
	email: line(200)
		.transform((text) => text.toLowerCase())
		.refine((text) => text === '' || z.email().safeParse(text).success, 'email'),
	hours: line(160),
	hoursEn: line(240),
});

/** Changes how the house is reached; the foot of every page follows at once. */
export const changeContact = command(ChangeContact, async (ctx, input) => {
	authorize(ctx.actor, 'site.change', mayChangeSite, null);
	await ctx.db
		.updateTable('site.contact')
		.set({
			company: input.company,
			company_en: input.companyEn,
			tax_id: input.taxId,
			address: input.address,
			address_en: input.addressEn,
			phone: input.phone,
			email: input.email,
			hours: input.hours,
			hours_en: input.hoursEn,
			changed: ctx.now,
		})
		.execute();
	ctx.record({ name: 'contact.changed', about: 'site' });
});
