import type { Contact } from '#site/contact.ts';

/** What article 8 of Taiwan's Personal Data Protection Act (個人資料保護法第八條第一項) wants told before data is collected. */
export const noticeItems = ['collector', 'purpose', 'categories', 'use', 'rights', 'refusal'] as const;
export type NoticeItem = (typeof noticeItems)[number];

/** Words that a text about an item has, in Chinese or English; one of each group must be there. */
const words: Record<Exclude<NoticeItem, 'collector'>, readonly RegExp[]> = {
	purpose: [/目的|purpose/i],
	categories: [/類別|種類|categor/i],
	use: [
		/期間|期限|period|how long/i,
		/地區|territor|region|where/i,
		/對象|recipient|third part/i,
		/方式|manner|means|method/i,
	],
	rights: [
		/查詢|閱覽|inquir|review|access/i,
		/複製|副本|cop(?:y|ies)/i,
		/補充|更正|supplement|correct/i,
		/停止|stop|cease|restrict/i,
		/刪除|delet|eras/i,
	],
	refusal: [
		/不提供|未提供|拒絕提供|provide no|not provid|do not give/i,
		/影響|無法|不能|沒辦法|cannot|affect|consequence|unable/i,
	],
};

export interface NoticeFinding {
	item: NoticeItem;
	found: boolean;
}

/**
 * Which of the six items a privacy page speaks of. It looks for words: what it misses is surely missing, what it finds a
 * lawyer still has to read.
 */
export function findNoticeItems(text: string, contact: Pick<Contact, 'company' | 'companyEn'>): NoticeFinding[] {
	const names = [contact.company, contact.companyEn].filter(Boolean);
	return noticeItems.map((item) => ({
		item,
		found:
			item === 'collector'
				? names.some((name) => text.toLowerCase().includes(name.toLowerCase()))
				: words[item].every((group) => group.test(text)),
	}));
}
