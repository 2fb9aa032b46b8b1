import type { AdCampaign } from '#publishing/ad-campaign.ts';

/** Where ads may be bought, as its form shows it. */
export interface ShownAdDesk {
	network: string;
	title: string;
	kept: { name: string; currency: string; telling: Date | null; read: Date | null; trouble: string | null } | null;
	told: { waiting: number; told: number; dropped: number };
	fields: { name: string; label: string; hint: string; secret: boolean; optional: boolean }[];
}

/** What ads cost and brought, as its page shows it. */
export interface ShownAds {
	campaigns: AdCampaign[];
	unnamed: { name: string; currency: string; spent: number }[];
}

/** An amount in the smallest unit in use, in whole units. */
export const inUnits = (amount: number, currency: string): number =>
	['TWD', 'JPY', 'KRW', 'VND'].includes(currency) ? amount : amount / 100;
