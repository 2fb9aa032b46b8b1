/** What one form of the account page knows after it was sent. */
export interface AccountForm {
	/** The part that was changed. */
	done?: string;
	message?: string;
	fields?: Record<string, string>;
	values?: Record<string, string>;
}
