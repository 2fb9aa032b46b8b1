import type { Cadence } from '#notification/cadence.ts';
import type { Wishes } from '#notification/wish.ts';

/** How a member is told, as the page of preferences shows it. */
export interface ToldSettings {
	wishes: Wishes;
	quiet: boolean;
	/** As a clock shows them; the customary ones where there are none. */
	from: string;
	until: string;
	timeZone: string;
	/** How often what is new comes by mail. */
	digest: Cadence;
	/** Whether the week in numbers comes; null: who is no owner. */
	summary: boolean | null;
	/** Stands on no list of those who helped. */
	modest: boolean;
	/** No marketing at all. */
	refused: boolean;
}
