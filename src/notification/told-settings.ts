import type { Wishes } from '#notification/wish.ts';

/** How a member is told, as the page of preferences shows it. */
export interface ToldSettings {
	wishes: Wishes;
	quiet: boolean;
	/** As a clock shows them; the customary ones where there are none. */
	from: string;
	until: string;
	timeZone: string;
	/** No marketing at all. */
	refused: boolean;
}
