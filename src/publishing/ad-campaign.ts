/** What one campaign of the house cost and brought, in one currency (null: nothing was spent on it). */
export interface AdCampaign {
	campaign: string;
	currency: string | null;
	/** In the currency's smallest unit in use. */
	spent: number;
	shown: number | null;
	/** Clicks as the network counts them, and links that people followed as they are counted here. */
	clicks: number | null;
	followed: number;
	/** Who joined in the period and first came by one of its links. */
	members: number;
	/** Orders paid in the period by members who first came by it. */
	orders: number;
}

/** What all ads of one currency cost in a period, and how many joined by the campaigns that it was spent on. */
export interface AdCost {
	currency: string;
	/** In the currency's smallest unit in use; what was spent on campaigns that the house's list does not name is part of it. */
	spent: number;
	members: number;
}
