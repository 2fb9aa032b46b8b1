import type { Cost } from '#network/network.ts';
import type { Handles } from '#network/mention.ts';
import type { Limits } from '#network/limit.ts';
import type { BestTime } from '#publishing/best-time.ts';
import type { PickedPicture } from '#publishing/ui/composing.ts';
import type { VariantShape } from '#publishing/variant-shape.ts';
import type { VariantState } from '#publishing/variant-state.ts';

/** An account that a draft may go to, with what its network takes. */
export interface ComposerAccount {
	id: number;
	name: string;
	title: string;
	refused: boolean;
	/** Null when the network is no longer part of the product. */
	limits: Limits | null;
	/** True: it has no places in its week. */
	idle: boolean;
	said: string[];
	/** What whoever is named is called there. */
	handles: Handles;
	cost: Cost | null;
	/** When its posts were followed most. */
	best?: BestTime | null;
}

/** What the composer's page is given. */
export interface ComposerData {
	draft: {
		id: number;
		text: string;
		hashtags: string[];
		labels: string[];
		pictures: number[];
		campaign: string | null;
		target: string | null;
	} | null;
	variants: {
		id: number;
		account: number;
		text: string;
		edited: Date | null;
		due: Date | null;
		post: number | null;
		trouble: string | null;
		state: VariantState;
		shape: VariantShape;
	}[];
	key: string;
	text: string;
	article: { id: number; title: string; excerpt: string; tags: string[] } | null;
	link: string;
	host: string;
	timeZone: string;
	campaigns: string[];
	mayKeepCampaigns: boolean;
	mayChange: boolean;
	paused: boolean;
	pictures: PickedPicture[];
	accounts: ComposerAccount[];
}
