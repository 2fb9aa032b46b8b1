import type { JoinState } from '#membership/join-step.ts';
import type { OfferedProviders } from '#membership/provider.ts';

/** What the actions of an event's page leave for it: trouble, or the step in which a visitor joins. */
export interface SignUpState extends JoinState {
	/** They are asked who they are; what they wrote is in `values`. */
	joining?: boolean;
	/** Other places by which they may join in this browser. */
	providers?: OfferedProviders;
	/** They have joined. */
	member?: boolean;
}
