import type { Locale } from '#platform/language/locale.ts';

/** How to reach the house, in both languages; what is not told is empty. */
export interface Contact {
	company: string;
	companyEn: string;
	/** 統一編號, eight digits. */
	taxId: string;
	address: string;
	addressEn: string;
	phone: string;
	email: string;
	hours: string;
	hoursEn: string;
}

/** The same as a reader of one language sees it: the other language where this one is not told. */
export function contactIn(contact: Contact, locale: Locale) {
	const either = (zh: string, en: string): string => (locale === 'en' ? en || zh : zh || en);
	return {
		company: either(contact.company, contact.companyEn),
		taxId: contact.taxId,
		address: either(contact.address, contact.addressEn),
		phone: contact.phone,
		email: contact.email,
		hours: either(contact.hours, contact.hoursEn),
	};
}
export type ContactText = ReturnType<typeof contactIn>;

/** Where a telephone calls: digits, and the plus of a country. */
export const phoneAddress = (phone: string): string => `tel:${phone.replace(/(?!^\+)[^\d]/g, '')}`;
