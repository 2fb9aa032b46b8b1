import type { ToldSettings } from '#notification/told-settings.ts';

/** Somebody's preferences as their page shows them. */
export interface ShownPreferences {
	/** Masked; null: a member without an address. */
	email: string | null;
	topics: readonly { id: number; name: string; about: string; chosen: boolean; offered: boolean }[];
	suppressed: string | null;
	/** Null: who subscribed has not joined. */
	told: ToldSettings | null;
}

/** What the form's action returned. */
export interface PreferencesState {
	/** What was just done. */
	done?: 'saved' | 'ended';
	message?: string;
	fields?: Record<string, string>;
	values?: Record<string, string>;
}
