import type { JoinState } from '#membership/join-step.ts';
import type { OfferedProviders } from '#membership/provider.ts';

/** What the actions of a comment's form leave for the page: trouble, or the step that comes next. */
export interface CommentFormState extends JoinState {
	/** Token of what is held: the join step is shown. */
	held?: string;
	/** The words that are held. */
	kept?: string;
	/** Other places by which whoever wrote may join in this browser. */
	providers?: OfferedProviders;
	/** Name of the member who wrote, when that is known by now. */
	member?: string;
	/** They work here. */
	staff?: boolean;
	/** Their own comment that gives stars already. */
	rated?: number;
}
