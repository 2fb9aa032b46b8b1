/** A browser on which a member is told, as its list shows it. */
export interface ListedDevice {
	id: number;
	/** What the browser calls itself. */
	browser: string;
	added: Date;
	/** The last time that something was taken for it; null: nothing yet. */
	sent: Date | null;
	/** The last thing that was meant for it was not taken. */
	troubled: boolean;
	/** It is the one that asks. */
	here: boolean;
}

/** As many of a member's browsers are told; the one that was switched on first makes room. */
export const mostDevices = 10;
