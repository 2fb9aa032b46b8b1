/** What a campaign cost on a day, in an ad account. */
export interface MetaSpending {
	account: string;
	id: string;
	campaign: string;
	day: string;
	spend: string;
	impressions: string;
	clicks: string;
}

/** What was told of what came of ads. */
export interface MetaEvent {
	dataset: string;
	test: string | null;
	name: string;
	id: string;
	time: number;
	em: string;
	value?: { currency: string; value: number };
}

/** What Meta knows of ads, in memory. */
export interface MetaAds {
	token: string;
	account: string;
	dataset: string;
	spent: MetaSpending[];
	/** Told twice under one id and name it is one. */
	events: MetaEvent[];
}

export const newAds = (): MetaAds => ({
	token: 'EAAadsadsadsadsadsadsads',
	account: 'act_4455667788',
	dataset: '9988776655',
	spent: [],
	events: [],
});
